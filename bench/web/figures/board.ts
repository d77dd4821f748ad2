import type { Page } from '@playwright/test';
import { atMost, type Figure, type Measurement } from '../../figure.js';
import { median, percentile } from '../../statistics.js';
import { inPage, scriptsUntil } from '../browser.js';
import { newBoard } from '../new-board.js';
import { against } from '../against.js';

const ROUNDS = 7;
const MOVES = 40;

/** A board of so many cards: from the address to the painted cards, and a card carried to another column. */
export const boardOf = (cards: number, withTargets: boolean): Figure => ({
  name: `browser: board of ${cards.toLocaleString('en')} cards`,
  limit: 'web.md and performance.md',
  async measure(stage) {
    const browser = await stage.browser();
    const id = await newBoard(stage, cards);
    const address = `${browser.url}/projects/${id}`;
    const scripts = await browser.with((page) => scriptsUntil(page, () => mount(page, address)));
    const rounds = await browser.with(async (page) => {
      const measured: Round[] = [];
      for (let round = 0; round <= ROUNDS; round++)
        measured.push({ mount: await mount(page, address), ...(await carry(page, round)) });
      return measured.slice(1);
    });
    const name = `board of ${cards.toLocaleString('en')} cards`;
    const frames = rounds.flatMap((round) => round.frames);
    const target = (bound: number) => (withTargets ? atMost(bound, 'product') : null);
    return [
      ...(withTargets
        ? [against(`${name}: scripts until painted, gzip`, scripts, 'kB', 170, atMost(170, 'product'))]
        : []),
      against(
        `${name}: address to painted cards`,
        median(rounds.map((round) => round.mount)),
        'ms',
        1000,
        null,
      ),
      against(`${name}: frames of a drag, p95`, percentile(frames, 0.95), 'ms', 50, target(50)),
      against(
        `${name}: worst frame of a drag`,
        median(rounds.map((round) => Math.max(...round.frames))),
        'ms',
        100,
        target(100),
      ),
      against(
        `${name}: let go to at rest, p95`,
        percentile(
          rounds.map((round) => round.rest),
          0.95,
        ),
        'ms',
        150,
        target(150),
      ),
    ] satisfies Measurement[];
  },
});

interface Round {
  readonly mount: number;
  readonly frames: readonly number[];
  readonly rest: number;
}

/** Milliseconds from the start of the navigation to the frame in which every column shows cards. */
async function mount(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  return inPage<number>(
    page,
    `frameWhen(() => document.querySelectorAll('section:has([data-card])').length >= 4)`,
  );
}

/** The first card of one column to another and back, so that every round starts alike. */
async function carry(page: Page, round: number): Promise<Omit<Round, 'mount'>> {
  const [from, to] = round % 2 === 0 ? ['To Do', 'In Progress'] : ['In Progress', 'To Do'];
  await inPage(page, 'idle()');
  const card = page.locator(`section[aria-label="${from}"] [data-card]`).first();
  const title = /Card \d+/.exec(await card.innerText())?.[0] ?? '';
  const start = await card.boundingBox();
  const end = await page.locator(`section[aria-label="${to}"]`).boundingBox();
  if (!start || !end) throw new Error('The card or the column is not on the screen');
  const [x, y] = [start.x + 60, start.y + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await inPage(page, 'watchFrames()');
  await page.mouse.move(x + 12, y + 8, { steps: 3 });
  await inPage(page, 'untilLifted()');
  await page.mouse.move(end.x + end.width / 2, end.y + 70, { steps: MOVES });
  await page.mouse.move(end.x + end.width / 2, end.y + 300, { steps: MOVES });
  await page.mouse.move(end.x + end.width / 2, end.y + 60, { steps: MOVES });
  await inPage(page, 'twoFrames()');
  await inPage(page, `watchDrop(${JSON.stringify(title)}, ${JSON.stringify(to)})`);
  const moved = page.waitForResponse((response) => response.url().endsWith('/move'));
  await page.mouse.up();
  const measured = {
    rest: await inPage<number>(page, 'rest()'),
    frames: await inPage<number[]>(page, 'frames()'),
  };
  if (!(await moved).ok()) throw new Error('The move was refused');
  return measured;
}
