import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { badCursor } from '../platform/http/id-cursor.js';
import { decodeCursor, encodeCursor, toPage, type PageQuery } from '../platform/http/page.dto.js';
import { TASK_COLUMNS, TASK_TABLES } from './task-json.js';
import type { TaskQuery } from './task-query.dto.js';
import type { TaskPage, TaskResponse } from './task-response.dto.js';

interface ListedRow {
  readonly id: string;
  readonly status: string;
  readonly rank: string;
  readonly json: string;
}

/** Tasks as REST shows them, straight from SQL. */
@Injectable()
export class TaskReader {
  constructor(private readonly pool: Pool) {}

  /** The body of a `TaskPage`, as text: parsing and printing 10,000 tasks again would double its time. */
  async listJson(projectId: string, query: TaskQuery): Promise<string> {
    const { where, values } = conditionsOf(projectId, query);
    const limit = query.limit === 'all' ? null : query.limit + 1;
    const { rows } = await this.pool.query<ListedRow>(
      `select x.id, x.status, x.rank, row_to_json(x)::text as json
         from (select ${TASK_COLUMNS} from ${TASK_TABLES} where ${where.join(' and ')}
               order by t.status, t.rank, t.id limit $${values.length + 1}) x
        order by x.status, x.rank, x.id`,
      [...values, limit],
    );
    const items = query.limit === 'all' ? rows : rows.slice(0, query.limit);
    const last = items.length < rows.length ? items.at(-1) : undefined;
    const cursor = last ? encodeCursor(JSON.stringify([last.status, last.rank, last.id])) : null;
    return `{"items":[${items.map(({ json }) => json).join(',')}],"next_cursor":${JSON.stringify(cursor)}}`;
  }

  async loadResponses(taskIds: readonly string[]): Promise<TaskResponse[]> {
    return this.load('t.id = any($1::uuid[])', [taskIds], { name: 'tasks-by-ids' });
  }

  async findResponse(taskId: string): Promise<TaskResponse | null> {
    const [task] = await this.load('t.id = $1', [taskId], { name: 'task-by-id' });
    return task ?? null;
  }

  /** What waits for a person, the longest wait first, over all projects of a user. */
  async needingAttention(userId: string, { limit, cursor }: PageQuery): Promise<TaskPage> {
    const [since, id] = cursor === undefined ? [null, null] : matchCursor(WAITING, cursor);
    const tasks = await this.load(
      `p.owner_id = $1 and t.needs_attention is not null and t.archived_at is null
        and ($2::text is null or (t.needs_attention ->> 'since', t.id) > ($2, $3::uuid))`,
      [userId, since, id],
      { limit: limit + 1 },
    );
    return toPage(
      tasks,
      limit,
      (task) => JSON.stringify([task.needs_attention?.since, task.id]),
      (task) => task,
    );
  }

  /** All of them, unless there is a limit. By a name the statement is planned once: that takes longer than to run it. */
  private async load(
    where: string,
    values: unknown[],
    { limit = null, name }: { limit?: number | null; name?: string } = {},
  ): Promise<TaskResponse[]> {
    const { rows } = await this.pool.query<{ task: TaskResponse }>({
      ...(name !== undefined && { name }),
      text: `select row_to_json(x) as task from (select ${TASK_COLUMNS} from ${TASK_TABLES} where ${where}) x
        order by x.needs_attention ->> 'since', x.id limit $${values.length + 1}`,
      values: [...values, limit],
    });
    return rows.map(({ task }) => task);
  }
}

function conditionsOf(projectId: string, query: TaskQuery): { where: string[]; values: unknown[] } {
  const values: unknown[] = [projectId];
  const where = ['t.project_id = $1', `t.archived_at is ${query.archived === true ? 'not null' : 'null'}`];
  const add = (condition: (...places: string[]) => string, ...added: unknown[]): void => {
    const first = values.push(...added) - added.length + 1;
    where.push(condition(...added.map((_, offset) => `$${first + offset}`)));
  };
  if (query.status !== undefined) add((list) => `t.status = any(${list})`, query.status);
  if (query.label !== undefined) add((label) => `t.labels @> array[${label}]`, query.label);
  if (query.agent_id !== undefined) add((agent) => `t.agent_id = ${agent}`, query.agent_id);
  if (query.priority !== undefined) add((priority) => `t.priority = ${priority}`, query.priority);
  if (query.q !== undefined) {
    add(
      (pattern, key) =>
        `(t.title ilike ${pattern} or t.description ilike ${pattern} or upper(${key}) in (p.key || '-' || t.number, '#' || t.number))`,
      `%${query.q.trim().replace(/[\\%_]/g, '\\$&')}%`,
      query.q.trim(),
    );
  }
  if (query.cursor !== undefined) {
    add(
      (status, rank, id) => `(t.status, t.rank, t.id) > (${status}, ${rank}, ${id}::uuid)`,
      ...matchCursor(PLACE, query.cursor),
    );
  }
  return { where, values };
}

const WAITING = /^\["([\dT:.Z-]+)","([0-9a-f-]{36})"\]$/;
const PLACE = /^\["(\w+)","([^"\\]+)","([0-9a-f-]{36})"\]$/;

function matchCursor(pattern: RegExp, cursor: string): string[] {
  const found = pattern.exec(decodeCursor(cursor));
  if (found === null) throw badCursor();
  return found.slice(1);
}
