import type { AgentSpec, StepSpec } from '../../../platform/process/run-protocol/run-spec.js';
import { KeyProxy } from '../../network/key-proxy.js';

const PROVIDER = 'https://api.anthropic.com';

/** A subscription's token is bound to Claude's own requests; a proxy that the machine needs is for Claude to use. */
const SPEAKS_FOR_ITSELF = ['CLAUDE_CODE_OAUTH_TOKEN', 'ANTHROPIC_AUTH_TOKEN', 'HTTPS_PROXY', 'https_proxy'];

/** Undefined where Claude has to know its key. */
export async function hideKey(step: StepSpec, agent: AgentSpec): Promise<KeyProxy | undefined> {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl = PROVIDER } = agent.credentials;
  const environment = { ...step.env, ...agent.credentials };
  if (!apiKey || SPEAKS_FOR_ITSELF.some((name) => environment[name])) return undefined;
  if (step.sandbox.mode !== 'none' && step.sandbox.network === 'none') return undefined;
  return KeyProxy.start({ baseUrl, apiKey });
}

/** What Claude is told instead. */
export const withoutKey = (agent: AgentSpec, proxy: KeyProxy | undefined): AgentSpec =>
  proxy === undefined
    ? agent
    : {
        ...agent,
        credentials: {
          ...agent.credentials,
          ANTHROPIC_API_KEY: proxy.token,
          ANTHROPIC_BASE_URL: proxy.url,
        },
      };
