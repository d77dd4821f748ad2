import { DomainError } from '../platform/errors/domain-error.js';
import type { AgentUses } from './agent-usage.js';

export const agentNotFound = (): DomainError =>
  new DomainError({ code: 'agent.not_found', kind: 'not_found', detail: 'There is no such agent.' });

export const agentInUse = ({ tasks, projects, attempts, used_by }: AgentUses): DomainError =>
  new DomainError({
    code: 'agent.in_use',
    kind: 'conflict',
    detail: `The agent is still in use: ${usesInWords({ tasks, projects, attempts })}.`,
    hint: 'Choose another agent there, or delete with ?force=true, which leaves them without one.',
    extra: { tasks, projects, attempts, used_by },
  });

function usesInWords({ tasks, projects, attempts }: Omit<AgentUses, 'used_by'>): string {
  const uses = [
    [tasks, 'by one task', `by ${tasks} tasks`],
    [attempts, 'by one attempt under way', `by ${attempts} attempts under way`],
    [projects, 'as the default of one project', `as the default of ${projects} projects`],
  ] as const;
  return uses.flatMap(([count, one, many]) => (count === 0 ? [] : [count === 1 ? one : many])).join(', ');
}

export const helloUnderWay = (): DomainError =>
  new DomainError({
    code: 'agent.hello_under_way',
    kind: 'conflict',
    detail: 'The agent is saying hello already.',
    hint: 'Wait for that: it takes a minute at most.',
  });

export const tooManyHellos = (limit: number, retryAfterS: number): DomainError =>
  new DomainError({
    code: 'agent.too_many_hellos',
    kind: 'limit',
    detail: `At most ${limit} agents say hello at the same time.`,
    hint: 'Wait for one of them: each takes a minute at most.',
    retryAfterS,
  });

export const commandMissing = (adapter: string): DomainError =>
  new DomainError({
    code: 'agent.command_missing',
    kind: 'invalid',
    detail: `An agent with the adapter "${adapter}" needs a command.`,
    hint:
      adapter === 'acp'
        ? 'Give a command line that speaks the Agent Client Protocol, or a preset such as "gemini".'
        : 'Give a command line; it gets the task on stdin.',
    errors: [{ path: 'command', message: 'must be a command line' }],
  });
