import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { EntityManager } from 'typeorm';
import type { TaskStatus } from '../contracts/task-status.js';

/** One column of a board, seen by a task that is put into it: without that task itself. */
export interface Column {
  readonly projectId: string;
  readonly status: TaskStatus;
  readonly taskId: string;
}

export type Place =
  | { readonly at: 'top' | 'bottom' }
  | { readonly at: 'index'; readonly index: number }
  | { readonly at: 'after' | 'before'; readonly id: string };

interface Card {
  readonly id: string;
  readonly rank: string;
}

/** Where a card goes: between these two. */
export interface Gap {
  readonly above: Card | null;
  readonly below: Card | null;
}

/** Keys grow with each card that is put between the same two; beyond this the column is numbered afresh. */
const MAX_RANK_LENGTH = 64;
const LOCK_NAMESPACE = 0x616e74; // "ant"

export type LockMode = 'shared' | 'alone';
const LOCKS = { shared: 'pg_advisory_xact_lock_shared', alone: 'pg_advisory_xact_lock' } as const;

/**
 * Until the transaction ends. Whoever puts a card somewhere shares the board; who changes the ranks of other
 * cards, or counts a column, has it alone. Take it before any row of the board.
 */
export async function lockBoard(manager: EntityManager, projectId: string, mode: LockMode): Promise<void> {
  await manager.query(`select ${LOCKS[mode]}($1, hashtext($2))`, [LOCK_NAMESPACE, projectId]);
}

/** The same for the board of a user's task. Answers the project, or null when the user has no such task. */
export async function lockBoardOf(
  manager: EntityManager,
  task: { readonly id: string; readonly ownerId: string },
  mode: LockMode,
): Promise<string | null> {
  const [board] = await manager.query<{ project_id: string }[]>(
    `select project_id, ${LOCKS[mode]}($3, hashtext(project_id::text))
       from tasks join projects on projects.id = project_id and owner_id = $2 where tasks.id = $1`,
    [task.id, task.ownerId, LOCK_NAMESPACE],
  );
  return board?.project_id ?? null;
}

const IN_COLUMN = 'project_id = $1 and status = $2 and id <> $3 and archived_at is null';
const DOWN = 'order by rank, id';
const UP = 'order by rank desc, id desc';

/** The card that the place refers to, and what is on that side of it. */
const fromCard = (side: '>=' | '<=') =>
  `and (rank, id) ${side} (select rank, id from tasks where ${IN_COLUMN} and id = $4)`;

/** Null when the card that the place refers to is not in the column (any more). */
export async function findGap(manager: EntityManager, column: Column, place: Place): Promise<Gap | null> {
  switch (place.at) {
    case 'top':
    case 'bottom':
      return edgeOf(manager, column, place.at);
    case 'index': {
      if (place.index === 0) return edgeOf(manager, column, 'top');
      const [above, below] = await findCards(manager, column, `${DOWN} offset $4 limit 2`, place.index - 1);
      return above ? { above, below: below ?? null } : edgeOf(manager, column, 'bottom');
    }
    case 'after': {
      const [above, below] = await findCards(manager, column, `${fromCard('>=')} ${DOWN} limit 2`, place.id);
      return above ? { above, below: below ?? null } : null;
    }
    case 'before': {
      const [below, above] = await findCards(manager, column, `${fromCard('<=')} ${UP} limit 2`, place.id);
      return below ? { above: above ?? null, below } : null;
    }
  }
}

async function edgeOf(manager: EntityManager, column: Column, at: 'top' | 'bottom'): Promise<Gap> {
  return at === 'top'
    ? { above: null, below: await findCard(manager, column, DOWN) }
    : { above: await findCard(manager, column, UP), below: null };
}

async function findCard(
  manager: EntityManager,
  column: Column,
  rest: string,
  ...values: unknown[]
): Promise<Card | null> {
  return (await findCards(manager, column, `${rest} limit 1`, ...values))[0] ?? null;
}

function findCards(
  manager: EntityManager,
  column: Column,
  rest: string,
  ...values: unknown[]
): Promise<Card[]> {
  return manager.query<Card[]>(`select id, rank from tasks where ${IN_COLUMN} ${rest}`, [
    column.projectId,
    column.status,
    column.taskId,
    ...values,
  ]);
}

/** The rank of a card in the gap; null when there is no room for one. */
export function rankIn({ above, below }: Gap): string | null {
  if (above !== null && above.rank === below?.rank) return null;
  try {
    const rank = generateKeyBetween(above?.rank ?? null, below?.rank ?? null);
    return rank.length > MAX_RANK_LENGTH ? null : rank;
  } catch {
    return null; // a rank that this library did not make
  }
}

/** The rank above or below all other cards of the column. */
export async function rankAtEdge(
  manager: EntityManager,
  column: Column,
  at: 'top' | 'bottom',
): Promise<string> {
  const gap = await edgeOf(manager, column, at);
  const rank = rankIn(gap);
  if (rank !== null) return rank;
  await lockBoard(manager, column.projectId, 'alone');
  await makeRoom(manager, column, gap);
  const made = rankIn(await edgeOf(manager, column, at));
  if (made === null) throw new Error(`No room in column ${column.status}`);
  return made;
}

/**
 * Makes room where `rankIn` found none, keeping the order; the board must be locked for `alone`. Cards of one rank
 * (two movers chose the same gap) are drawn apart; else the column is numbered afresh. Returns the ids that changed.
 */
export async function makeRoom(manager: EntityManager, column: Column, gap: Gap): Promise<string[]> {
  const tied = gap.above !== null && gap.above.rank === gap.below?.rank ? gap.above.rank : null;
  const range = tied === null ? null : await findRange(manager, column, tied);
  const cards = await manager.query<Card[]>(
    `select id, rank from tasks where ${IN_COLUMN} and ($4::text is null or rank = $4) order by rank, id`,
    [column.projectId, column.status, column.taskId, range && tied],
  );
  const ranks = range?.ranks(cards.length) ?? generateNKeysBetween(null, null, cards.length);
  await manager.query(
    `update tasks t set rank = n.rank, version = version + 1, updated_at = now()
       from unnest($1::uuid[], $2::text[]) as n (id, rank) where t.id = n.id`,
    [cards.map(({ id }) => id), ranks],
  );
  return cards.map(({ id }) => id);
}

/** Null when the ranks around cannot be divided further. */
async function findRange(
  manager: EntityManager,
  column: Column,
  rank: string,
): Promise<{ ranks: (count: number) => string[] } | null> {
  const [bounds] = await manager.query<{ lower: string | null; upper: string | null }[]>(
    `select max(rank) filter (where rank < $4) as lower, min(rank) filter (where rank > $4) as upper
       from tasks where ${IN_COLUMN}`,
    [column.projectId, column.status, column.taskId, rank],
  );
  const ranks = (count: number): string[] =>
    generateNKeysBetween(bounds?.lower ?? null, bounds?.upper ?? null, count);
  try {
    return ranks(1).every((one) => one.length < MAX_RANK_LENGTH) ? { ranks } : null;
  } catch {
    return null;
  }
}
