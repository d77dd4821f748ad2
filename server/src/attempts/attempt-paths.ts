import { join } from 'node:path';

/** Below DATA_DIR; one folder an attempt. */
export const ATTEMPTS_FOLDER = 'attempts';

/** Below DATA_DIR; one bare mirror a project. */
export const MIRRORS_FOLDER = 'repos';

export const mirrorPath = (dataDir: string, projectId: string): string =>
  join(dataDir, MIRRORS_FOLDER, `${projectId}.git`);

/** Where an attempt's files are below DATA_DIR. Only `work` is ever writable for what an agent runs. */
export const attemptPaths = (dataDir: string, projectId: string, attemptId: string) => {
  const attempt = join(dataDir, ATTEMPTS_FOLDER, attemptId);
  const agent = join(attempt, 'agent');
  const gates = join(attempt, 'gates');
  return {
    mirror: mirrorPath(dataDir, projectId),
    attempt,
    workspace: join(agent, 'workspace'),
    agentHome: join(agent, 'home'),
    agentTmp: join(agent, 'tmp'),
    /** What an adapter keeps of its agent; no agent sees it. */
    agentState: join(attempt, 'agent-state'),
    /** The server's own git directory for the workspace; no agent sees it. */
    snapshot: join(attempt, 'snapshot'),
    gates,
    runs: join(attempt, 'runs'),
  };
};

export type AttemptPaths = ReturnType<typeof attemptPaths>;

/** One fresh checkout with a home and a /tmp of its own. */
export const gatePaths = (gates: string, round: string) => ({
  root: join(gates, round),
  checkout: join(gates, round, 'checkout'),
  snapshot: join(gates, round, 'snapshot'),
  /** Which changed files each gate is blamed for. */
  blamed: join(gates, round, 'blamed.json'),
  home: join(gates, 'home'),
  tmp: join(gates, round, 'tmp'),
});

export const runDirectory = (paths: AttemptPaths, runId: string): string => join(paths.runs, runId);
