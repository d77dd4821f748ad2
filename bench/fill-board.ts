import { randomUUID } from 'node:crypto';
import { generateNKeysBetween } from 'fractional-indexing';
import type pg from 'pg';
import type { TaskStatus } from '../server/src/contracts/task-status.js';

const COLUMNS: readonly TaskStatus[] = ['inbox', 'in_progress', 'review', 'done'];

export interface Card {
  readonly id: string;
  readonly status: TaskStatus;
}

/** Puts so many cards on a board, in equal columns, each as full as a real one: text, labels, two criteria. */
export async function fillBoard(database: pg.Pool, projectId: string, count: number): Promise<Card[]> {
  const perColumn = Math.ceil(count / COLUMNS.length);
  const ranks = generateNKeysBetween(null, null, perColumn);
  const cards = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    status: COLUMNS[index % COLUMNS.length] ?? 'inbox',
    rank: ranks[Math.floor(index / COLUMNS.length)] ?? '',
  }));
  await database.query(
    `insert into tasks (id, project_id, number, title, description, status, rank, labels)
     select id, $1, number, 'Card ' || number, repeat('What it is about. ', 10), status, rank, '{api,web}'
     from unnest($2::uuid[], $3::text[], $4::text[]) with ordinality as card (id, status, rank, number)`,
    [projectId, cards.map(({ id }) => id), cards.map(({ status }) => status), cards.map(({ rank }) => rank)],
  );
  await database.query('update projects set next_task_number = $2 where id = $1', [projectId, count + 1]);
  await database.query(
    `insert into criteria (id, task_id, position, text)
     select gen_random_uuid(), id, position, 'It does what the card says'
     from unnest($1::uuid[]) id, generate_series(1, 2) position`,
    [cards.map(({ id }) => id)],
  );
  await database.query('analyze tasks, criteria');
  return cards;
}
