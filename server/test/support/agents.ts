import { findClaude } from '../../src/platform/process/agents/find-claude.js';
import { repositoryPath } from './repository-path.js';

/** What `npm run agents:install` filled. */
export const agentsFolder = process.env.ANTFARM_AGENTS_DIR ?? repositoryPath('data/agents');

/** Not the one on PATH: the tests are about a known version. */
export const claude = await findClaude('', agentsFolder);
