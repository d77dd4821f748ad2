import { detectSandbox } from '../../src/platform/process/sandbox/detect-sandbox.js';
import type { SandboxPolicy } from '../../src/platform/process/run-protocol/run-spec.js';

export type SandboxMode = SandboxPolicy['mode'];

const sandbox = await detectSandbox(process.env['PATH'] ?? '/usr/bin:/bin');
const need = sandbox.available ? '' : ` (needs bubblewrap: ${sandbox.reason})`;

/** For tests of what holds in a sandbox and without one. */
export const usualMode: SandboxMode = sandbox.available ? 'bubblewrap' : 'none';

/** A test that holds only where bubblewrap works. */
export const itInSandbox = (name: string, test: () => Promise<void>): void =>
  (sandbox.available ? it : it.skip)(name + need, test);

/** A test that holds only where bubblewrap can switch the network off. */
export const itWithoutNetwork = (name: string, test: () => Promise<void>): void => {
  const canSwitchOff = sandbox.available && sandbox.networks.includes('none');
  (canSwitchOff ? it : it.skip)(canSwitchOff ? name : `${name} (needs bubblewrap with --unshare-net)`, test);
};

/** Tests of what holds only where a sandbox can be left with the proxy alone. */
export const describeWithProxy = (name: string, tests: () => void): void => {
  const canProxy = sandbox.available && sandbox.networks.includes('proxy');
  (canProxy ? describe : describe.skip)(canProxy ? name : `${name} (needs bubblewrap that runs Node)`, tests);
};

export const describeInSandbox = (name: string, tests: () => void): void =>
  (sandbox.available ? describe : describe.skip)(name + need, tests);

/** The same tests in a sandbox and without one. */
export function describeInEachMode(name: string, tests: (mode: SandboxMode) => void): void {
  describeInSandbox(`${name} with bubblewrap`, () => tests('bubblewrap'));
  describe(`${name} with none`, () => tests('none'));
}
