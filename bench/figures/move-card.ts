import pg from 'pg';
import type { TaskResponse } from '../../server/src/tasks/task-response.dto.js';
import { SeededRandom } from '../../server/test/support/seeded-random.js';
import { type Card, fillBoard } from '../fill-board.js';
import { atMost, type Figure } from '../figure.js';
import { compare, measurePairs, timed } from '../pairs.js';
import { type Address, request } from '../request.js';
import { percentile } from '../statistics.js';

const CARDS = 1_000;
const MOVERS = 10;
/** Of each mover in a round. */
const MOVES = 100;

/** What the last answer said of a card. */
type Said = Map<string, Pick<TaskResponse, 'status' | 'version'>>;

export const moveCard: Figure = {
  name: 'move a card',
  limit: 'a bare UPDATE',
  async measure(stage) {
    const fixture = await stage.fixture();
    const { server } = fixture;
    const { id } = await fixture.createProject({ local_path: fixture.repository() });
    const database = new pg.Pool({ connectionString: server.databaseUrl ?? '', max: MOVERS });
    const cards = await fillBoard(database, id, CARDS);
    const random = new SeededRandom(1);
    const said: Said = new Map();
    const pairs = await measurePairs(
      () => inParallel(cards, (mine) => move(server, random.pick(mine), random.pick(cards), said)),
      () => inParallel(cards, (mine) => update(database, random.pick(mine))),
    );
    await database.end();
    await checkBoard(server, id, cards, said);
    return [
      compare(pairs, {
        what: `move a card, ${MOVERS} movers at once, p99`,
        unit: 'ms',
        target: atMost(3),
        product: (samples) => percentile(samples, 0.99),
        limit: (samples) => percentile(samples, 0.99),
      }),
    ];
  },
};

/** Each mover has cards of its own, so that the last answer about a card stays true. */
async function inParallel(
  cards: readonly Card[],
  act: (mine: Card[]) => Promise<unknown>,
): Promise<number[]> {
  const samples: number[] = [];
  await Promise.all(
    Array.from({ length: MOVERS }, async (_, mover) => {
      const mine = cards.filter((_card, index) => index % MOVERS === mover);
      for (let moved = 0; moved < MOVES; moved++) samples.push(await timed(() => act(mine)));
    }),
  );
  return samples;
}

/** To below another card, in the column where that one began. */
async function move(server: Address, card: Card, other: Card, said: Said): Promise<void> {
  const place = card.id === other.id ? { index: 0 } : { after_id: other.id };
  const order = { status: other.status, ...place };
  const answer = await request(server, 'POST', `/api/tasks/${card.id}/move`, order);
  const { status, version } = JSON.parse(answer) as TaskResponse;
  if (status !== order.status) throw new Error(`A move to ${order.status} was answered with ${status}`);
  said.set(card.id, { status, version });
}

const update = (database: pg.Pool, card: Card): Promise<unknown> =>
  database.query({
    name: 'bare-update',
    text: 'update tasks set stage = stage, updated_at = now() where id = $1',
    values: [card.id],
  });

/** Nothing is lost: every card is there once, where its last answer said. */
async function checkBoard(
  server: Address,
  projectId: string,
  cards: readonly Card[],
  said: Said,
): Promise<void> {
  const answer = await request(server, 'GET', `/api/projects/${projectId}/tasks?limit=all`);
  const { items } = JSON.parse(answer) as { items: TaskResponse[] };
  const ids = new Set(items.map(({ id }) => id));
  if (items.length !== cards.length || !cards.every(({ id }) => ids.has(id))) {
    throw new Error('The final order is no permutation of the cards');
  }
  for (const { id, status, version } of items) {
    const answered = said.get(id);
    // A column that was numbered afresh has newer versions.
    const isLost = answered && (status !== answered.status || version < answered.version);
    if (isLost) throw new Error(`The last move of card ${id} to ${answered.status} is lost`);
  }
}
