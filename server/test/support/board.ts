import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { ApiClient } from './api-client.js';
import { createRepository, removeFolder, temporaryFolder } from './git-fixture.js';
import { startServer, type TestServer, type TestServerOptions } from './start-server.js';

type Fields = Readonly<Record<string, unknown>>;
type Row = Record<string, any>;

export interface Board {
  readonly server: TestServer;
  readonly api: ApiClient;
  readonly database: pg.Pool;
  /** For repositories; deleted at the end. */
  readonly folder: string;
  readonly repository: string;
  createProject(fields?: Fields): Promise<Row>;
  createTask(projectId: string, fields?: Fields): Promise<Row>;
  createAgent(fields?: Fields): Promise<Row>;
  /** A project, a task and an agent of another user. */
  createForeign(): Promise<{ projectId: string; taskId: string; agentId: string }>;
  stop(): Promise<void>;
}

/** A server, a repository and short ways to fill a board over HTTP. */
export async function startBoard(options: TestServerOptions = {}): Promise<Board> {
  const server = await startServer(options);
  const folder = temporaryFolder();
  const repository = createRepository(path.join(folder, 'repository'), { 'README.md': '# A\n' });
  const api = new ApiClient(server);
  const database = new pg.Pool({ connectionString: server.databaseUrl!, max: 2 });

  const create = async (url: string, fields: Fields): Promise<Row> => {
    const { status, body } = await api.post(url, fields);
    if (status !== 201) throw new Error(`POST ${url}: ${JSON.stringify(body)}`);
    return body;
  };
  return {
    server,
    api,
    database,
    folder,
    repository,
    createProject: (fields = {}) =>
      create('/api/projects', { name: 'Antfarm', local_path: repository, ...fields }),
    createTask: (projectId, fields = {}) =>
      create(`/api/projects/${projectId}/tasks`, { title: 'A task', ...fields }),
    createAgent: (fields = {}) =>
      create('/api/agents', { name: 'Script', adapter: 'command', command: 'true', ...fields }),
    createForeign: () => createForeign(database),
    stop: async () => {
      await database.end();
      await server.stop();
      removeFolder(folder);
    },
  };
}

async function createForeign(database: pg.Pool) {
  const [userId, projectId, taskId, agentId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await database.query('insert into users (id, name) values ($1, $2)', [userId, 'Somebody else']);
  await database.query(
    `insert into projects (id, owner_id, name, key, repo_url, default_branch)
     values ($1, $2, 'Theirs', 'ANT', 'https://example.org/x.git', 'main')`,
    [projectId, userId],
  );
  await database.query(
    `insert into tasks (id, project_id, number, title, rank) values ($1, $2, 1, 'Theirs', 'a0')`,
    [taskId, projectId],
  );
  await database.query(
    `insert into agents (id, owner_id, name, adapter, command) values ($1, $2, 'Theirs', 'command', 'true')`,
    [agentId, userId],
  );
  return { projectId, taskId, agentId };
}
