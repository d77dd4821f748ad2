import type { SandboxMount } from './bubblewrap-options.js';

const FOLDER = '/run/antfarm-net';
export const NODE_IN_SANDBOX = `${FOLDER}/node`;
export const SCRIPT_IN_SANDBOX = `${FOLDER}/listener.mjs`;

/** This process's own Node, which need not lie in a folder that the sandbox shows. */
export const nodeMount = (): SandboxMount => ({
  source: process.execPath,
  target: NODE_IN_SANDBOX,
  isReadOnly: true,
});
