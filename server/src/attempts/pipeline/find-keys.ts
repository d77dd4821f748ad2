import { join } from 'node:path';
import { findSecrets } from '../../git/find-secrets.js';
import { keysAmong } from '../../platform/process/redaction/keys-among.js';
import { Redaction } from '../../platform/process/redaction/redactor.js';
import { keyScopeOf } from '../../projects/keys/keys.service.js';
import type { StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';

/** An override has to name each; more are named together, by their number. */
const MAX_FILES = 40;

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
  const files = await findSecrets(paths.mirror, commits, new Redaction(keys), scratch);
  const more = files.length - MAX_FILES;
  return more > 0 ? [...files.slice(0, MAX_FILES), `${more} more`] : files;
}
