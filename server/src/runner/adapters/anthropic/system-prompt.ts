import type { PermissionMode } from '../../../contracts/agent-request.js';

/** The same for every task, so that the provider's cache has it already. */
const ALWAYS = `You are a coding agent that works in one repository, unattended.
Do what the task asks, all of it and nothing else. Look at the code before you change it, and write like the code beside it. Prefer edit to write; paths are relative to the repository. When you can, check your change with the project's own tests or tools.
Do not commit: what you leave in the working tree is taken over. Call independent tools together in one turn.
When you are done, say in a few sentences what you changed and what is still open.`;

const PLANNING = `You are planning: read only, change nothing. Work out what to do, then call present_plan with a short, concrete plan. If the person wants changes, present the plan again. Once it is accepted, end your turn: somebody else carries it out.`;

export const systemPrompt = (mode: PermissionMode): string =>
  mode === 'plan' ? `${ALWAYS}\n${PLANNING}` : ALWAYS;

/** The first message: what differs from task to task. */
export function firstMessage(prompt: string, instructions: string, cwd: string): string {
  const rules =
    instructions === '' ? [] : [`<repository_instructions>\n${instructions}\n</repository_instructions>`];
  return [...rules, `The repository is in ${cwd}.`, prompt].join('\n\n');
}
