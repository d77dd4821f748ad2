import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnsweredRequest } from '../../src/contracts/agent-request.js';
import { readIdentity } from '../../src/platform/process/process-identity.js';
import { runFiles } from '../../src/platform/process/run-protocol/run-directory.js';
import type { SubtaskPage, SubtaskResponse } from '../../src/tasks/subtask.dto.js';
import type { TaskResponse } from '../../src/tasks/task-response.dto.js';
import { agentsFolder } from './agents.js';
import { AttemptFixture, type RunOptions, type Started } from './attempt-fixture.js';
import { eventually } from './eventually.js';
import { ModelServer } from './model-server/model-server.js';
import { type Script, scriptMarker } from './model-server/turn.js';

const KEY = 'sk-ant-requests-0123456789';

type Fields = Readonly<Record<string, unknown>>;
type Options = Pick<RunOptions, 'files' | 'repository' | 'project' | 'variables' | 'task' | 'subtasks'>;

/** A server, and attempts on it of agents whose model says what scripts tell it to. */
export class ScriptedAttempts {
  private constructor(
    readonly model: ModelServer,
    readonly fixture: AttemptFixture,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<ScriptedAttempts> {
    const model = await ModelServer.start();
    const fixture = await AttemptFixture.start({
      ANTHROPIC_BASE_URL: model.url,
      ANTFARM_AGENTS_DIR: agentsFolder,
      ...env,
    });
    await fixture.api.put('/api/keys/anthropic', { value: KEY });
    return new ScriptedAttempts(model, fixture);
  }

  async close(): Promise<void> {
    await this.fixture.stop();
    await this.model.close();
  }

  /** `agent`: fields of its profile. */
  start(agent: Fields, script: Script, { task, ...options }: Options = {}): Promise<Started> {
    const name = this.fixture.unique('script');
    this.model.script(name, script);
    return this.fixture.start({
      agent: '',
      agentFields: { command: null, ...agent },
      task: { ...task, description: scriptMarker(name) },
      ...options,
    });
  }

  /** What the agent of the attempt waits for, once it is another request than the one that is known. */
  asked(attemptId: string, known?: string) {
    return eventually(async () => {
      const [first] = (await this.fixture.attempt(attemptId)).requests;
      return first !== undefined && first.request_id !== known && first;
    }, 'the agent to ask');
  }

  /** What the card asks for, once it says why; it is told a moment after the request is stored. */
  attention(taskId: string, reason: string): Promise<NonNullable<TaskResponse['needs_attention']>> {
    return eventually(async () => {
      const found = (await this.fixture.task(taskId)).needs_attention;
      return found?.reason === reason && found;
    }, `the card to ask for ${reason}`);
  }

  async answersIn(attemptId: string): Promise<AnsweredRequest[]> {
    return (await this.fixture.storedEvents(attemptId)).flatMap(({ event }) =>
      event.kind === 'REQUEST' && 'answered_by' in event.payload ? [event.payload] : [],
    );
  }

  /** In their order. */
  async subtasks(taskId: string): Promise<readonly SubtaskResponse[]> {
    return (await this.fixture.api.get<SubtaskPage>(`/api/tasks/${taskId}/subtasks`)).body.items;
  }

  /** Agents write down what they said a moment after they said it. */
  async remembered(attemptId: string, text: string): Promise<void> {
    const attempt = join(this.fixture.server.dataDir, 'attempts', attemptId);
    const sessions = () =>
      ['agent/home', 'agent-state']
        .map((name) => join(attempt, name))
        .filter((folder) => existsSync(folder))
        .flatMap((folder) =>
          readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
        )
        .filter((file) => /\.jsonl?$/.test(file));
    await eventually(
      () => sessions().some((file) => readFileSync(file, 'utf8').includes(text)),
      'the agent to write down what it said',
    );
  }

  /** Of the attempt's first run. */
  async killRunner(attemptId: string): Promise<void> {
    const [run] = (await this.fixture.attempt(attemptId)).runs;
    const folder = join(this.fixture.server.dataDir, 'attempts', attemptId, 'runs', run?.id ?? '');
    process.kill(readIdentity(runFiles(folder).identity)?.pid ?? NaN, 'SIGKILL');
  }
}
