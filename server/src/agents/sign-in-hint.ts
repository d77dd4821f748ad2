import type { Agent } from './agent.entity.js';
import { knownAgentOf } from './known-agents.js';

/**
 * What a person does so that runs of a profile are signed in. Their home is their own, so that signing in to the program in
 * a terminal does not reach them.
 */
export function signInHint(profile: Pick<Agent, 'adapter' | 'preset'>): string {
  const known = knownAgentOf(profile);
  if (known === undefined) {
    return 'Store its key on the page Agents, or start the server with it, and name its variable in env_allow of the profile.';
  }
  const keys = known.keys.join(' or ');
  const hint = known.anyProvider
    ? `Store the key of a provider on the page Agents, or start the server with ${keys}, and name that variable in env_allow of the profile.`
    : `Store its key on the page Agents, or start the server with ${keys}.`;
  return [hint, known.signInNote].filter(Boolean).join(' ');
}
