import { setTimeout as sleep } from 'node:timers/promises';
import type { TaskResponse } from '../../src/tasks/task-response.dto.js';
import type { ApiAnswer } from './api-client.js';
import type { AttemptFixture } from './attempt-fixture.js';
import type { SeededRandom } from './seeded-random.js';

/** What the users were told, to be held against what is there in the end. */
export interface Acknowledged {
  /** One attempt each. */
  readonly started: { readonly taskId: string; readonly lines: number }[];
  readonly messages: { readonly taskId: string; readonly content: string }[];
  readonly cancelled: string[];
  readonly approved: string[];
  readonly feedback: { readonly parentId: string; readonly feedback: string }[];
}

const RETRY_MS = 100;
const AT_ONCE = 6;
const DEEDS = ['run', 'run', 'run', 'cancel', 'approve', 'approve', 'sendBack', 'comment'] as const;

/** Users who run, cancel, approve, send back and comment on cards, and who repeat what gets no answer. */
export class MixedLoad {
  readonly told: Acknowledged = { started: [], messages: [], cancelled: [], approved: [], feedback: [] };
  private isOver = false;
  private users: Promise<void>[] = [];
  private count = 0;

  private constructor(
    private readonly fixture: AttemptFixture,
    private readonly random: SeededRandom,
    private readonly projectIds: readonly string[],
  ) {}

  static async start(fixture: AttemptFixture, random: SeededRandom, users = 5): Promise<MixedLoad> {
    const projects = await Promise.all(
      [{ test: 'ls run-*.txt', lint: 'true' }, {}].map((commands) =>
        fixture.createProject({ local_path: fixture.repository(), commands, max_concurrent_attempts: 3 }),
      ),
    );
    const load = new MixedLoad(
      fixture,
      random,
      projects.map(({ id }) => id),
    );
    load.users = Array.from({ length: users }, () => load.work());
    return load;
  }

  /** Lets everybody finish what they are at. */
  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.users);
  }

  private async work(): Promise<void> {
    while (!this.isOver) await this[this.random.pick(DEEDS)]();
  }

  private async run(): Promise<void> {
    if ((await this.attempts('QUEUED', 'RUNNING', 'GATES_RUNNING')).length >= AT_ONCE) {
      await sleep(RETRY_MS);
      return;
    }
    const [lines, pauses] = [this.random.between(1, 400), this.random.pick([0, 1, 3, 6])];
    const agent = await this.insist('/api/agents', {
      name: this.name('Agent'),
      adapter: 'command',
      command: agentCommand(lines, pauses),
    });
    const task = await this.insist(`/api/projects/${this.random.pick(this.projectIds)}/tasks`, {
      title: this.name('Card'),
      agent_id: agent?.['id'],
    });
    if (!task) return; // it was made, but nobody knows under which id
    const taskId = String(task['id']);
    if (await this.insist(`/api/tasks/${taskId}/attempts`, {}))
      this.told.started.push({ taskId, lines: lines * (pauses + 1) });
  }

  private async cancel(): Promise<void> {
    const attempt = await this.anyAttempt('RUNNING', 'GATES_RUNNING');
    if (!attempt) return;
    const answer = await this.insist(`/api/attempts/${attempt.id}/cancel`, undefined);
    if (answer) this.told.cancelled.push(attempt.id);
  }

  private async approve(): Promise<void> {
    const attempt = await this.anyAttempt('REVIEW_READY');
    if (!attempt) return;
    const answer = await this.insist(`/api/attempts/${attempt.id}/approve`, { mode: 'merge' });
    if (answer) this.told.approved.push(attempt.id);
  }

  private async sendBack(): Promise<void> {
    const attempt = await this.anyAttempt('REVIEW_READY');
    if (!attempt) return;
    const feedback = this.name('Once more');
    if (await this.insist(`/api/attempts/${attempt.id}/request-changes`, { feedback })) {
      this.told.feedback.push({ parentId: attempt.id, feedback });
    }
  }

  private async comment(): Promise<void> {
    const [known] = this.told.started.slice(-1);
    if (!known) return;
    const content = this.name('Message');
    if (await this.insist(`/api/tasks/${known.taskId}/messages`, { content })) {
      this.told.messages.push({ taskId: known.taskId, content });
    }
  }

  private async anyAttempt(...statuses: readonly string[]): Promise<{ id: string } | undefined> {
    const open = await this.attempts(...statuses);
    if (open.length > 0) return this.random.pick(open);
    await sleep(RETRY_MS);
    return undefined;
  }

  private async attempts(...statuses: readonly string[]): Promise<{ id: string }[]> {
    const boards = await Promise.all(
      this.projectIds.map((id) =>
        this.read<{ items: TaskResponse[] }>(`/api/projects/${id}/tasks?limit=all`),
      ),
    );
    const latest = boards.flatMap(({ items }) => items.map(({ latest_attempt }) => latest_attempt));
    return latest.flatMap((attempt) =>
      attempt && statuses.includes(attempt.status) && !attempt.closed ? [{ id: attempt.id }] : [],
    );
  }

  /** Under one key until there is an answer; `undefined` when that is a refusal. */
  private async insist(path: string, body: unknown): Promise<Record<string, unknown> | undefined> {
    const key = this.name('key').replace(' ', '-');
    const { status, body: answer } = await untilAnswered(() =>
      this.fixture.api.post(path, body, { 'Idempotency-Key': key }),
    );
    return status < 300 ? answer : undefined;
  }

  private async read<Body>(path: string): Promise<Body> {
    return (await untilAnswered(() => this.fixture.api.get<Body>(path))).body;
  }

  private name(what: string): string {
    return `${what} ${++this.count}`;
  }
}

async function untilAnswered<Body>(send: () => Promise<ApiAnswer<Body>>): Promise<ApiAnswer<Body>> {
  for (;;) {
    const answer = await send().catch(() => undefined);
    if (answer && answer.status < 500 && !isUnderWay(answer.body)) return answer;
    await sleep(RETRY_MS);
  }
}

const isUnderWay = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'code' in body && body.code === 'idempotency.under_way';

/** Prints numbered lines over some tenths of seconds, and leaves a file for each time that it ran. */
const agentCommand = (lines: number, pauses: number): string =>
  [
    'echo run >run-$(date +%s%N).txt',
    `for part in $(seq 0 ${pauses}); do`,
    `  seq -f 'line %.0f' $((part * ${lines} + 1)) $(((part + 1) * ${lines}))`,
    `  [ $part -eq ${pauses} ] || sleep 0.4`,
    'done',
  ].join('\n');
