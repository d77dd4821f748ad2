import { randomUUID } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import pg from 'pg';
import type { AgentResponse } from '../../src/agents/agent.dto.js';
import type { DiffDto, DiffFileDto } from '../../src/attempts/review/attempt-review.dto.js';
import type { AttemptDetailDto, AttemptDto, EventPageDto } from '../../src/attempts/attempts.dto.js';
import type { StoredAttemptEvent } from '../../src/contracts/attempt-event.js';
import type { ProjectResponse } from '../../src/projects/project.dto.js';
import type { TaskResponse } from '../../src/tasks/task-response.dto.js';
import { type ApiAnswer, ApiClient } from './api-client.js';
import { endRunners } from './end-runners.js';
import { EventStream } from './event-stream.js';
import { createRepository, removeFolder, temporaryFolder } from './git-fixture.js';
import { MeetingPoint } from './meeting-point.js';
import { repositoryPath } from './repository-path.js';
import { startServer, type TestServer, type TestServerOptions } from './start-server.js';

type Fields = Readonly<Record<string, unknown>>;
type EventPage = Pick<EventPageDto, 'next_after'> & { readonly items: readonly StoredAttemptEvent[] };

export interface RunOptions {
  /** What the agent does, as shell text. */
  readonly agent: string;
  readonly agentFields?: Fields;
  readonly files?: Readonly<Record<string, string>>;
  /** An existing repository instead of `files`. */
  readonly repository?: string;
  readonly project?: Fields;
  /** Of the project. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly task?: Fields;
  readonly subtasks?: readonly Fields[];
}

export interface Started {
  readonly repository: string;
  readonly project: ProjectResponse;
  readonly task: TaskResponse;
  /** The attempt's. */
  readonly id: string;
}

export interface Ended extends Started {
  readonly attempt: AttemptDetailDto;
}

/** A server with everything that attempts need, made through the API. */
export class AttemptFixture {
  readonly folder = temporaryFolder();
  private count = 0;

  private constructor(
    readonly server: TestServer,
    readonly api: ApiClient,
    readonly meeting: MeetingPoint,
  ) {}

  static async start(
    env: Readonly<Record<string, string>> = {},
    options: TestServerOptions = {},
  ): Promise<AttemptFixture> {
    const defaults = { WORKER_CONCURRENCY: '8', RATE_LIMIT_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' };
    const server = await startServer({ ...options, env: { ...defaults, ...env } });
    return new AttemptFixture(server, new ApiClient(server), await MeetingPoint.open());
  }

  async stop(): Promise<void> {
    await this.server.kill('SIGTERM');
    await endRunners(this.server.dataDir);
    await this.server.stop();
    await this.meeting.close();
    removeFolder(this.folder);
  }

  /** A name that nothing else in this fixture has. */
  unique(name: string): string {
    return `${name}-${++this.count}`;
  }

  repository(files: Readonly<Record<string, string>> = { 'readme.md': 'hello\n' }): string {
    return createRepository(join(this.folder, this.unique('repository')), files);
  }

  /** A repository made of an installed package. */
  packageRepository = (name: string): Promise<string> => this.copiedRepository(`node_modules/${name}`);

  /** The demo's small library, with its tests and its lint. */
  sampleRepository = (): Promise<string> => this.copiedRepository('demo/repository');

  private async copiedRepository(path: string): Promise<string> {
    const folder = join(this.folder, this.unique(basename(path)));
    await cp(repositoryPath(path), folder, { recursive: true });
    return createRepository(folder, {});
  }

  createProject = (fields: Fields): Promise<ProjectResponse> =>
    this.create('/api/projects', { name: this.unique('Project'), ...fields });

  createAgent = (command: string, fields: Fields = {}): Promise<AgentResponse> =>
    this.create('/api/agents', { name: this.unique('Script'), adapter: 'command', command, ...fields });

  createTask = (projectId: string, fields: Fields = {}): Promise<TaskResponse> =>
    this.create(`/api/projects/${projectId}/tasks`, { title: this.unique('Task'), ...fields });

  startAttempt = (taskId: string, fields: Fields = {}): Promise<AttemptDto> =>
    this.create(`/api/tasks/${taskId}/attempts`, fields);

  /** Repository, project, agent, card, and an attempt of it. */
  async start(options: RunOptions): Promise<Started> {
    const repository = options.repository ?? this.repository(options.files);
    const project = await this.createProject({ local_path: repository, ...options.project });
    if (options.variables) await this.api.put(`/api/projects/${project.id}/env`, options.variables);
    const agent = await this.createAgent(options.agent, options.agentFields);
    const task = await this.createTask(project.id, { agent_id: agent.id, ...options.task });
    for (const subtask of options.subtasks ?? [])
      await this.create(`/api/tasks/${task.id}/subtasks`, subtask);
    const { id } = await this.startAttempt(task.id);
    return { repository, project, task, id };
  }

  /** The same, to its end. */
  async run(options: RunOptions): Promise<Ended> {
    const started = await this.start(options);
    return { ...started, attempt: await this.settled(started.id) };
  }

  follow(attemptId: string, query = ''): EventStream {
    return new EventStream(this.server, attemptId, query);
  }

  /** Follows the attempt to the end of its stream, then answers it. */
  async settled(attemptId: string): Promise<AttemptDetailDto> {
    const { code } = await this.follow(attemptId).ended;
    if (code !== 1000) throw new Error(`The stream of attempt ${attemptId} ended with ${code}`);
    return this.attempt(attemptId);
  }

  attempt = async (attemptId: string): Promise<AttemptDetailDto> =>
    (await this.api.get<AttemptDetailDto>(`/api/attempts/${attemptId}`)).body;

  task = async (taskId: string): Promise<TaskResponse> =>
    (await this.api.get<TaskResponse>(`/api/tasks/${taskId}`)).body;

  diff = async (attemptId: string): Promise<DiffDto> =>
    (await this.api.get<DiffDto>(`/api/attempts/${attemptId}/diff`)).body;

  async changedPaths(attemptId: string): Promise<string[]> {
    return (await this.diff(attemptId)).files.map(({ path }) => path);
  }

  /** The content of a file that the attempt added. */
  async addedText(attemptId: string, path: string): Promise<string> {
    const { body } = await this.api.get<DiffFileDto>(`/api/attempts/${attemptId}/diff/file?path=${path}`);
    return body.hunks.flatMap(({ lines }) => lines.map(({ text }) => `${text}\n`)).join('');
  }

  act = (attemptId: string, action: string, body?: unknown) =>
    this.api.post(`/api/attempts/${attemptId}/${action}`, body);

  approve = (attemptId: string, fields: Fields = {}) =>
    this.act(attemptId, 'approve', { mode: 'merge', ...fields });

  /** Every stored event, page by page. */
  async storedEvents(attemptId: string, limit = 1_000): Promise<StoredAttemptEvent[]> {
    const items: StoredAttemptEvent[] = [];
    for (let after: number | null = 0; after !== null;) {
      const path: string = `/api/attempts/${attemptId}/events?after=${after}&limit=${limit}`;
      const { body }: ApiAnswer<EventPage> = await this.api.get<EventPage>(path);
      items.push(...body.items);
      after = body.next_after;
    }
    return items;
  }

  /** Makes the project that of another user. */
  async giveAway(projectId: string): Promise<void> {
    const stranger = randomUUID();
    await this.query(`insert into users (id, name) values ($1, 'Stranger')`, [stranger]);
    await this.query('update projects set owner_id = $1 where id = $2', [stranger, projectId]);
  }

  /** Asks the server's database, or does to it what no user can. */
  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.server.databaseUrl! });
    await client.connect();
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  private async create<Body>(path: string, body: unknown): Promise<Body> {
    const answer = await this.api.post<Body>(path, body);
    if (answer.status !== 201)
      throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
