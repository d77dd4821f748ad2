import type { AttemptPaths } from '../attempt-paths.js';
import type { SandboxFolders } from '../runs/sandboxes.js';

/** Where the agent, and the install before it, may write. */
export const agentFolders = (paths: AttemptPaths): SandboxFolders => ({
  mirror: paths.mirror,
  workspace: paths.workspace,
  home: paths.agentHome,
  temporary: paths.agentTmp,
});
