import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runFiles } from '../../../platform/process/run-protocol/run-directory.js';
import type { StepSpec } from '../../../platform/process/run-protocol/run-spec.js';
import { SANDBOX_HOME } from '../../../platform/process/sandbox/bubblewrap-options.js';
import { ownFolder } from '../../own-folder.js';
import type { AdapterContext } from '../adapter.js';

export interface ClaudeFolders {
  /** Claude's own files (CLAUDE_CONFIG_DIR): sessions, plans, tasks. They are the agent's to write. */
  readonly config: string;
  /** The same folder, as the agent sees it. */
  readonly visibleConfig: string;
  /** Empty and not the agent's to write: here Claude looks for a project's hooks and settings. */
  readonly projectConfig: string;
}

const CONFIG = ['.antfarm', 'claude'] as const;

/** Below the step's HOME, so that a later step with the same HOME finds the session again. */
export function prepareFolders(step: StepSpec, context: AdapterContext): ClaudeFolders {
  const exchange = runFiles(context.runDirectory).exchange;
  const home = step.sandbox.mode === 'none' ? (step.env.HOME ?? exchange) : step.sandbox.home;
  const projectConfig = join(exchange, `${step.name}.project`);
  mkdirSync(projectConfig, { recursive: true, mode: 0o700 });
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return {
    config: ownFolder(home, ...CONFIG),
    visibleConfig: join(step.sandbox.mode === 'none' ? home : SANDBOX_HOME, ...CONFIG),
    projectConfig,
  };
}
