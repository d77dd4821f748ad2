import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  client,
  type ClientContext,
  methods,
  ndJsonStream,
  type PermissionOption,
  type PromptResponse,
  type RequestPermissionRequest,
  type RequestPermissionResponse,
} from '@agentclientprotocol/sdk';
import type { AgentQuestion, RequestAnswer } from '../../../contracts/agent-request.js';
import type { AgentResult } from '../../../platform/process/run-protocol/run-record.js';
import type { AgentSpec } from '../../../platform/process/run-protocol/run-spec.js';
import type { AgentProcess, AgentSession } from '../adapter.js';
import { NO_REFUSALS, oneMore } from '../refusals.js';
import { failureOf, howToGoOn, Refused } from './failure.js';
import { openSession } from './open-session.js';
import { chooseOption, decideByMode } from './permission.js';
import type { AcpPreset } from './presets/preset.js';
import { answerForm, byPlace, questionsIn } from './questions.js';
import { Replies } from './replies.js';
import { SessionLog } from './session-log.js';
import { Spending } from './spending.js';

const QUIET_MS = 500;

/** One session with one agent, from its first word to how it ended. */
export class Conversation {
  private readonly log: SessionLog;
  private readonly spending: Spending;
  private readonly replies = new Replies();
  private heardAt = 0;

  constructor(
    private readonly agent: AgentSpec,
    private readonly preset: AcpPreset,
    private readonly workspace: string,
    runId: string,
    private readonly session: AgentSession,
  ) {
    this.log = new SessionLog(session, runId);
    this.spending = new Spending(session, preset.usage ?? 'of the prompt');
  }

  async hold({ stdin, stdout, exited }: AgentProcess): Promise<AgentResult> {
    const stream = ndJsonStream(Writable.toWeb(stdin), Readable.toWeb(stdout) as ReadableStream<Uint8Array>);
    const app = client({ name: 'antfarm' })
      .onNotification(methods.client.session.update, async ({ params }) => {
        this.heardAt = performance.now();
        await Promise.all([this.log.take(params.update), this.spending.take(params.update)]);
      })
      .onRequest(methods.client.session.requestPermission, ({ params }) => this.permit(params))
      .onRequest(methods.client.elicitation.create, ({ params }) =>
        answerForm(params, (questions) => this.question(questions)),
      );
    try {
      return await app.connectWith(stream, (agent) => this.work(agent));
    } catch (error) {
      return await failureOf(error, this.preset, exited);
    } finally {
      await this.log.close();
    }
  }

  private async work(agent: ClientContext): Promise<AgentResult> {
    const { preset, workspace, log } = this;
    const opened = await openSession(agent, this.agent, preset, workspace, log);
    if (opened.isLoaded && preset.tellsHistoryLate) await this.untilQuiet();
    this.spending.begin(opened.isLoaded);
    if (opened.canBeLoaded) await this.session.resumable(opened.sessionId);
    log.begin();
    const cancel = (): void => {
      void agent.notify(methods.agent.session.cancel, { sessionId: opened.sessionId }).catch(() => undefined);
    };
    this.session.stopping.addEventListener('abort', cancel, { once: true });
    if (this.session.stopping.aborted) cancel();
    return resultOf(await this.prompt(agent, opened.sessionId), preset);
  }

  /** Nobody has asked it anything, so that what it says is old. */
  private async untilQuiet(): Promise<void> {
    for (let quietMs = 0; quietMs < QUIET_MS; quietMs = performance.now() - this.heardAt) {
      await sleep(QUIET_MS - quietMs);
    }
  }

  /** Prompts until the agent ends its turn by itself and all is said; a provider that was busy is asked again. */
  private async prompt(agent: ClientContext, sessionId: string): Promise<PromptResponse> {
    let text = this.agent.prompt;
    for (let refusals = NO_REFUSALS; ;) {
      this.log.prompted();
      const said = this.log.eventCount;
      try {
        const prompt = [{ type: 'text' as const, text }];
        const response: PromptResponse = await agent.request(methods.agent.session.prompt, {
          sessionId,
          prompt,
        });
        await this.log.flush();
        await this.spending.promptEnded(response);
        const refusal = this.log.refusal();
        if (this.session.stopping.aborted) return response;
        if (refusal !== undefined) throw new Refused(refusal);
        const next = this.replies.next(response.stopReason, this.log.hasSpoken);
        if (next === undefined) return response;
        text = next;
        refusals = NO_REFUSALS;
      } catch (error) {
        if (this.log.hasWorked) refusals = NO_REFUSALS;
        const pause = howToGoOn(error, refusals, Date.now());
        if (pause === undefined || this.session.stopping.aborted) throw error;
        refusals = oneMore(refusals, pause.isTold, Date.now());
        await this.log.flush();
        await this.session.waitFor(pause.until, pause.message);
        if (this.log.eventCount > said)
          text = 'The provider could not be reached for a while. Go on where you stopped.';
      }
    }
  }

  private async permit({ toolCall, options }: RequestPermissionRequest): Promise<RequestPermissionResponse> {
    const call = await this.log.takeCall(toolCall);
    const questions = questionsIn(toolCall);
    if (questions !== undefined) return this.reply(questions, call.id, options);
    const decision = decideByMode(this.agent.permissionMode, call, this.workspace);
    const isAllowed = decision === 'ask' ? await this.ask(call) : decision === 'allow';
    if (this.session.stopping.aborted) return { outcome: { outcome: 'cancelled' } };
    const optionId = chooseOption(options, isAllowed);
    if (!isAllowed || optionId === undefined) await this.log.refused(call.id);
    return { outcome: optionId === undefined ? { outcome: 'cancelled' } : { outcome: 'selected', optionId } };
  }

  private async reply(
    questions: readonly AgentQuestion[],
    callId: string,
    options: readonly PermissionOption[],
  ): Promise<RequestPermissionResponse & { answers?: unknown }> {
    const answer = await this.question(questions);
    const optionId = chooseOption(options, 'answers' in answer);
    if (optionId === undefined || this.session.stopping.aborted) return { outcome: { outcome: 'cancelled' } };
    const outcome = { outcome: 'selected' as const, optionId };
    if ('answers' in answer) return { outcome, answers: byPlace(questions, answer.answers) };
    await this.log.refused(callId);
    return { outcome };
  }

  private async question(questions: readonly AgentQuestion[]): Promise<RequestAnswer> {
    const answer = await this.session.ask({ kind: 'question', questions });
    this.replies.note(questions.map(({ question }) => question).join(' '), answer);
    return answer;
  }

  private async ask({ name, input }: { name: string; input: unknown }): Promise<boolean> {
    const answer = await this.session.ask({ kind: 'permission', tool: name, input });
    this.replies.note(name, answer);
    return 'decision' in answer && answer.decision === 'allow';
  }
}

function resultOf({ stopReason }: PromptResponse, { title }: AcpPreset): AgentResult {
  switch (stopReason) {
    case 'end_turn':
      return { ok: true };
    case 'max_tokens':
      return {
        ok: false,
        reason: 'budget_exceeded',
        message: `${title} reached the most tokens it may take.`,
      };
    case 'max_turn_requests':
      return {
        ok: false,
        reason: 'budget_exceeded',
        message: `${title} reached the most turns it may take.`,
      };
    case 'refusal':
      return { ok: false, reason: 'agent_failed', message: `${title} refused to work on this.` };
    case 'cancelled':
      return { ok: false, reason: 'agent_failed', message: `${title} stopped before it was done.` };
  }
}
