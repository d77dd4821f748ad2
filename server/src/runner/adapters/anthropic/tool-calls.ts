import type { PermissionMode, RequestAnswer } from '../../../contracts/agent-request.js';
import type { AgentSession } from '../adapter.js';
import type { ToolResult, ToolUse } from './conversation.js';
import type { ToolHostClient } from './tool-host-client.js';
import type { ToolOutput } from './tool-message.js';
import {
  checkCall,
  faultOf,
  isOffered,
  needsPermission,
  type ToolCall,
  type ToolInput,
  TOOL_NAMES,
  TOOLS,
} from './tools.js';

/** What came of a call. */
type Outcome = ToolOutput & { readonly isDenied?: true };

/** Does what the model asks for, as far as the mode and the person allow, and tells of it. */
export class ToolCalls {
  constructor(
    private readonly host: ToolHostClient,
    private readonly session: AgentSession,
    private readonly mode: PermissionMode,
  ) {}

  /** Rejects only when the run cannot go on. */
  async perform(use: ToolUse): Promise<ToolResult> {
    const call = this.check(use);
    if (call instanceof Error) return this.end(use, { text: call.message, isError: true });
    await this.report(use, needsPermission(call.name, this.mode) ? 'pending' : 'in_progress');
    return this.end(use, await this.carryOut(call));
  }

  private check({ name, input }: ToolUse): ToolCall | Error {
    const known = TOOL_NAMES.find((one) => one === name);
    if (known === undefined || !isOffered(known, this.mode))
      return new Error(`There is no tool ${name} here`);
    try {
      return checkCall(known, input);
    } catch (error) {
      return new Error(faultOf(error));
    }
  }

  private async carryOut(call: ToolCall): Promise<Outcome> {
    if (call.name === 'ask_user') return this.askUser(call.input);
    if (call.name === 'present_plan') return this.presentPlan(call.input);
    if (needsPermission(call.name, this.mode)) {
      const answer = await this.session.ask({ kind: 'permission', tool: call.name, input: call.input });
      if (!isAllowed(answer)) return denied(`The person did not allow this.${reasonOf(answer)}`);
    }
    return this.host.run(call.name, call.input);
  }

  private async askUser({ questions }: ToolInput<'ask_user'>): Promise<ToolOutput> {
    const answer = await this.session.ask({ kind: 'question', questions });
    if (!('answers' in answer)) {
      return { text: `There is no answer.${reasonOf(answer)} Decide yourself.`, isError: false };
    }
    const lines = questions.map(
      ({ question }) => `${question}\n${answer.answers[question] ?? '(no answer)'}`,
    );
    return { text: lines.join('\n\n'), isError: false };
  }

  private async presentPlan({ plan }: ToolInput<'present_plan'>): Promise<Outcome> {
    const answer = await this.session.ask({ kind: 'plan', plan });
    if (isAllowed(answer)) return { text: `The plan is accepted.${reasonOf(answer)}`, isError: false };
    return denied(`The plan is not accepted.${reasonOf(answer)}`);
  }

  private async end(use: ToolUse, { text, isError, isDenied }: Outcome): Promise<ToolResult> {
    await this.report(use, isDenied ? 'denied' : isError ? 'failed' : 'completed', text);
    return { type: 'tool_result', tool_use_id: use.id, content: text, ...(isError && { is_error: true }) };
  }

  private report({ id, name, input }: ToolUse, status: string, output?: string): Promise<void> {
    const known = TOOL_NAMES.find((one) => one === name);
    const tool_kind = known === undefined ? 'other' : TOOLS[known].kind;
    return this.session.report({
      kind: 'TOOL',
      payload: { id, name, tool_kind, status, input, ...(output !== undefined && { output }) },
    });
  }
}

/** For the model a no is an error like any other. */
const denied = (text: string): Outcome => ({ text, isError: true, isDenied: true });

const isAllowed = (answer: RequestAnswer): boolean => 'decision' in answer && answer.decision === 'allow';

const reasonOf = (answer: RequestAnswer): string =>
  'decision' in answer && answer.message ? ` They say: ${answer.message}` : '';
