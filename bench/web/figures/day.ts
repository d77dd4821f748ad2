import type { WebSocketRoute } from '@playwright/test';
import { atMost, type Figure } from '../../figure.js';
import { against } from '../against.js';
import { heapAfterCollection } from '../browser.js';
import { newBoard } from '../new-board.js';

const CARDS = 200;
const EVENTS = 100_000;
const AT_ONCE = 500;
/** Until the engine has compiled all that draws pushes, as often as it does: that code lies in the heap, too. */
const WARM_UP = 20_000;

/**
 * A board that is left open: the frames of the server's socket, over and over, each with another version and live line.
 * They are sent into the page at its own socket, since a server could not change 100,000 rows in a minute.
 */
export const dayOfEvents: Figure = {
  name: 'browser: a day of events',
  limit: 'the heap before them',
  async measure(stage) {
    const [fixture, browser] = [await stage.fixture(), await stage.browser()];
    const id = await newBoard(stage, CARDS);
    const { body } = await fixture.api.get<{ items: object[] }>(`/api/projects/${id}/tasks?limit=all`);
    return browser.with(async (page) => {
      let socket: WebSocketRoute | undefined;
      await page.routeWebSocket(/\/ws\/projects\//, (route) => {
        socket = route;
        route.connectToServer();
      });
      await page.goto(`${browser.url}/projects/${id}`);
      await page.getByText('Card 1', { exact: true }).first().waitFor();
      let version = 1_000;
      const send = async (count: number) => {
        for (let sent = 0; sent < count; sent += AT_ONCE) {
          for (let index = 0; index < AT_ONCE; index++)
            socket?.send(frameOf(body.items[version % body.items.length], ++version));
          // The page has drawn all of them once it shows one that came after, on a card that is on the screen.
          socket?.send(frameOf(body.items[0], ++version));
          await page.getByText(`push ${version}`, { exact: true }).first().waitFor();
        }
      };
      await send(WARM_UP);
      const before = await heapAfterCollection(page);
      await send(EVENTS);
      const after = await heapAfterCollection(page);
      return [against(`heap after ${EVENTS.toLocaleString('en')} events`, after, 'MB', before, atMost(1.2))];
    });
  },
};

function frameOf(task: object | undefined, version: number): string {
  const row = { ...task, version, title: `push ${version}`, updated_at: new Date().toISOString() };
  return JSON.stringify({ type: 'task.upserted', version, row });
}
