import { repositoryPath } from '../support/repository-path.js';
import { nodeAgent } from '../support/run-fixture.js';
import { ANTHROPIC_REFUSALS, type Harness, wholeUsage } from './harness.js';

/** An agent of our own: it does all that the protocol has words for. */
export const ownAgent: Harness = {
  conduct: {
    usage: wholeUsage,
    asks: true,
    resumes: true,
    budgets: ['tokens', 'turns'],
    rateLimited: 'waiting is shown',
    refusals: ANTHROPIC_REFUSALS,
  },
  tools: {
    write: (path, content) => ({ tool: 'write', input: { path, content } }),
    run: (command) => ({ tool: 'run', input: { command } }),
    ask: (question, options) => ({ tool: 'ask', input: { question, options } }),
  },
  launch: ({ modelUrl, key }) => ({
    agent: { adapter: 'acp', preset: null, model: null, credentials: { MODEL_KEY: key } },
    command: nodeAgent('acp-agent'),
    env: { MODEL_URL: modelUrl },
    readOnly: [repositoryPath('node_modules')],
  }),
};
