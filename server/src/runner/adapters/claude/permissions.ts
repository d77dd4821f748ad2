import type { CanUseTool, HookCallback, Options, PermissionResult } from '@anthropic-ai/claude-agent-sdk';
import { lstatSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod/mini';
import type { PermissionMode, RequestAnswer } from '../../../contracts/agent-request.js';
import type { AgentSession } from '../adapter.js';
import { ownFolder } from '../../own-folder.js';
import type { ClaudeFolders } from './claude-folders.js';

const PLANS = 'plans';
const READ_ONLY = 'Nothing may be changed or run now: read, then present a plan.';
/** Claude Code takes the plan from its file, whatever the call says. */
const NO_PLAN = 'There is no plan yet: write it into the plan file, then present it.';

/** All that is known to change nothing, but for the list of tasks. */
const READERS = new Set([
  ...['Read', 'Grep', 'Glob', 'LS', 'NotebookRead', 'WebFetch', 'WebSearch', 'ToolSearch'],
  ...['ListMcpResourcesTool', 'ReadMcpResourceTool', 'StructuredOutput'],
  ...['AskUserQuestion', 'EnterPlanMode', 'ExitPlanMode'],
  ...['TodoWrite', 'TaskCreate', 'TaskGet', 'TaskList', 'TaskUpdate'],
]);

const questionsInput = z.object({
  questions: z.array(
    z.object({
      question: z.string(),
      options: z.array(z.object({ label: z.string(), description: z._default(z.string(), '') })),
      multiSelect: z._default(z.boolean(), false),
    }),
  ),
});
const planInput = z.object({ plan: z._default(z.string(), '') });
const fileInput = z.object({ file_path: z.string() });

type ToolInput = Record<string, unknown>;

/** Decides what Claude may do, by mode and by what a person says. */
export class Permissions {
  private plan: string | undefined;
  /** Calls, by their ids. */
  private readonly denied = new Set<string>();

  constructor(
    private readonly mode: PermissionMode,
    private readonly folders: ClaudeFolders,
    private readonly session: AgentSession,
  ) {
    ownFolder(folders.config, PLANS);
  }

  /** The plan that ends a run in which nothing may be changed. */
  get acceptedPlan(): string | undefined {
    return this.plan;
  }

  hasDenied(callId: string): boolean {
    return this.denied.has(callId);
  }

  /** Claude asks `canUseTool` only about what it does not allow by itself; a hook sees every call, of subagents too. */
  get options(): Pick<Options, 'canUseTool' | 'hooks'> {
    const hooks = { PreToolUse: [{ hooks: [this.guardPlan] }] };
    return { canUseTool: this.canUseTool, ...(this.mode === 'plan' && { hooks }) };
  }

  private readonly guardPlan: HookCallback = (input) => {
    if (input.hook_event_name !== 'PreToolUse' || this.changesNothing(input.tool_name, input.tool_input)) {
      return Promise.resolve({});
    }
    this.denied.add(input.tool_use_id);
    return Promise.resolve({
      hookSpecificOutput: {
        hookEventName: 'PreToolUse',
        permissionDecision: 'deny',
        permissionDecisionReason: READ_ONLY,
      },
    });
  };

  private readonly canUseTool: CanUseTool = async (tool, input, { toolUseID }) => {
    const decision = await this.decide(tool, input);
    if (decision.behavior === 'deny') this.denied.add(toolUseID);
    return decision;
  };

  private async decide(tool: string, input: ToolInput): Promise<PermissionResult> {
    if (tool === 'AskUserQuestion') return this.askQuestions(input);
    if (tool === 'ExitPlanMode') return this.presentPlan(input);
    if (this.mode === 'full') return allow(input);
    if (this.mode === 'plan') return this.changesNothing(tool, input) ? allow(input) : this.deny(READ_ONLY);
    const answer = await this.session.ask({ kind: 'permission', tool, input });
    return isAllowed(answer) ? allow(input) : this.deny(reasonOf(answer, 'A person did not allow it.'));
  }

  private async askQuestions(input: ToolInput): Promise<PermissionResult> {
    const { success, data } = questionsInput.safeParse(input);
    if (!success) return this.deny('These are no questions.');
    const questions = data.questions.map(({ question, options, multiSelect }) => ({
      question,
      options,
      multi_select: multiSelect,
    }));
    const answer = await this.session.ask({ kind: 'question', questions });
    if ('answers' in answer) return allow({ ...input, answers: answer.answers });
    return this.deny(reasonOf(answer, 'Nobody answered: decide yourself.'));
  }

  private async presentPlan(input: ToolInput): Promise<PermissionResult> {
    const { plan } = planInput.parse(input);
    if (plan.trim() === '') return this.deny(NO_PLAN);
    const answer = await this.session.ask({ kind: 'plan', plan });
    if (!isAllowed(answer)) return this.deny(reasonOf(answer, 'The plan was not accepted.'));
    if (this.mode !== 'plan') return allow(input);
    this.plan = plan;
    return { behavior: 'deny', message: 'The plan is accepted; others carry it out.', interrupt: true };
  }

  private changesNothing(tool: string, input: unknown): boolean {
    return READERS.has(tool) || ((tool === 'Write' || tool === 'Edit') && this.isPlanFile(input));
  }

  /** Claude keeps its plan in a file of its own, which must not be a link into the workspace. */
  private isPlanFile(input: unknown): boolean {
    const { success, data } = fileInput.safeParse(input);
    if (!success || dirname(data.file_path) !== join(this.folders.visibleConfig, PLANS)) return false;
    const file = join(this.folders.config, PLANS, basename(data.file_path));
    return lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
  }

  private deny(message: string): PermissionResult {
    return { behavior: 'deny', message, interrupt: this.session.stopping.aborted };
  }
}

const allow = (updatedInput: ToolInput): PermissionResult => ({ behavior: 'allow', updatedInput });

const isAllowed = (answer: RequestAnswer): boolean => 'decision' in answer && answer.decision === 'allow';

const reasonOf = (answer: RequestAnswer, otherwise: string): string =>
  ('decision' in answer && answer.message) || otherwise;
