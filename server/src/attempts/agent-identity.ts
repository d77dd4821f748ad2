import type { Identity } from '../git/identity.js';
import type { AttemptEntity } from './attempt.entity.js';

/** The author of an agent's commits. The address is reserved (RFC 2606): it can never belong to a person. */
export const agentIdentity = ({ agent }: AttemptEntity): Identity => ({
  name: agent.name.replace(/[<>\n\r\0]/g, ' ').trim() || 'Agent',
  email: 'agent@antfarm.invalid',
});
