import { join } from 'node:path';
import { findSecrets } from '../../git/find-secrets.js';
import { Redaction } from '../../platform/process/redaction/redactor.js';
import { keysAmong } from '../../platform/process/redaction/secret-patterns.js';
import { keyScopeOf } from '../../projects/keys/keys.service.js';
import type { StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';

/** The first so many are named: an override has to name each of them. */
const MAX_FILES = 20;

/** The files in which the agent's commits hold a key that its runs were given. */
export async function findKeys(
  { attempt, project, paths }: Pick<StepContext, 'attempt' | 'project' | 'paths'>,
  commits: { base: string; head: string },
  { sandboxes, projects }: PipelineTools,
): Promise<string[]> {
  const { env_allow: allowed, credentials } = attempt.agent;
  const values = {
    ...(await sandboxes.values(keyScopeOf(project), [...allowed, ...credentials])),
    ...(await projects.openEnv(project.id)),
  };
  const keys = keysAmong(Object.values(values));
  if (keys.length === 0) return [];
  const scratch = join(paths.attempt, 'new-files');
  return (await findSecrets(paths.mirror, commits, new Redaction(keys), scratch)).slice(0, MAX_FILES);
}
