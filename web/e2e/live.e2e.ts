import type { Page, WebSocketRoute } from '@playwright/test';
import { answer, type Api } from './fixtures/api.js';
import { card, column, liftByMouse, makeFinger, titlesIn } from './fixtures/board-page.js';
import { makeRepository, type Repository } from './fixtures/repository.js';
import { expect, test } from './fixtures/shared-server.js';

const COLUMNS = ['To Do', 'In Progress', 'Review', 'Done'];
const LOST = 'The server cannot be reached. What you see is as it was; it catches up by itself.';

let repository: Repository;
test.beforeAll(async () => {
  repository = await makeRepository();
});
test.afterAll(() => repository.remove());

interface Cards {
  url: string;
  rename: (index: number, title: string) => Promise<unknown>;
}

/** A new project with cards of these titles, in their order. */
async function makeCards(
  { api, origin }: { api: Api; origin: string },
  titles: readonly string[],
  workflow: 'solo' | 'team' = 'solo',
): Promise<Cards> {
  const project = await answer(
    api.POST('/api/projects', { body: { name: titles[0] ?? '', local_path: repository.path, workflow } }),
  );
  const ids: string[] = [];
  for (const title of titles) {
    const params = { path: { project_id: project.id } };
    ids.push((await answer(api.POST('/api/projects/{project_id}/tasks', { params, body: { title } }))).id);
  }
  return {
    url: `${origin}/projects/${project.id}`,
    rename: (index, title) =>
      answer(
        api.PATCH('/api/tasks/{task_id}', {
          params: { path: { task_id: ids[index] ?? '' } },
          body: { title },
        }),
      ),
  };
}

async function openBoard(page: Page, url: string): Promise<void> {
  const connected = page.waitForEvent('websocket');
  await page.goto(url);
  await connected;
  await expect(column(page, 'Done')).toBeVisible();
}

const board = (page: Page) => Promise.all(COLUMNS.map((name) => titlesIn(page, name)));

/** The code for dragging comes after the cards. */
const untilDraggable = (page: Page) => expect(page.locator('[data-rfd-draggable-id]').first()).toBeVisible();

const answerToMove = (page: Page) => page.waitForResponse((response) => response.url().endsWith('/move'));

async function drop(page: Page, title: string, to: string): Promise<void> {
  await liftByMouse(page, title, to);
  await page.mouse.up();
}

test('two pages end the same after moves in both', async ({ page, context, shared: { api, server } }) => {
  const { url } = await makeCards({ api, origin: server.url }, ['One', 'Two', 'Three']);
  const other = await context.newPage();
  await openBoard(page, url);
  await openBoard(other, url);
  await drop(page, 'One', 'In Progress');
  // A card that moves up just then would slip from under the mouse.
  await expect.poll(() => titlesIn(other, 'In Progress')).toEqual(['One']);
  await drop(other, 'Two', 'Review');
  await expect.poll(() => titlesIn(page, 'Review')).toEqual(['Two']);
  await drop(page, 'Three', 'In Progress');
  for (const each of [page, other]) {
    await expect.poll(() => titlesIn(each, 'Review')).toEqual(['Two']);
    await expect.poll(async () => (await titlesIn(each, 'In Progress')).toSorted()).toEqual(['One', 'Three']);
  }
  await expect.poll(async () => await board(other)).toEqual(await board(page));
  await page.reload();
  await expect(card(page, 'Two')).toBeVisible();
  expect(await board(page)).toEqual(await board(other));
});

test('without a socket the board stays, says so, and catches up', async ({
  page,
  shared: { api, server },
}) => {
  const { url, rename } = await makeCards({ api, origin: server.url }, ['Fresh']);
  let cut: Promise<void> | null = null;
  let mend: () => void = () => undefined;
  const open = new Set<WebSocketRoute>();
  await page.routeWebSocket(/\/ws\/projects\//, async (socket) => {
    if (cut) {
      // One that were closed at once would have been open for a moment, and the board would have caught up in it.
      await cut;
      await socket.close({ code: 3001 });
    } else {
      socket.connectToServer();
      open.add(socket);
    }
  });
  await openBoard(page, url);
  await expect(card(page, 'Fresh')).toBeVisible();
  // What is cut must have been open: a socket that is refused lets the board ask once more.
  await rename(0, 'Steady');
  await expect(card(page, 'Steady')).toBeVisible();
  await page.waitForLoadState('networkidle');
  cut = new Promise((resolve) => (mend = resolve));
  for (const socket of open) await socket.close({ code: 3001 });
  await expect(page.getByText(LOST)).toBeVisible();
  await rename(0, 'Changed meanwhile');
  await expect(card(page, 'Steady')).toBeVisible();
  cut = null;
  mend();
  await expect(page.getByText(LOST)).toBeHidden();
  await expect(card(page, 'Changed meanwhile')).toBeVisible();
});

test('without a network what is moved goes back, what is written stays, and both are told', async ({
  page,
  context,
  shared: { api, server },
}) => {
  const { url } = await makeCards({ api, origin: server.url }, ['Still']);
  // What tells of refusals comes last.
  const toasts = page.waitForResponse(/toast-host/);
  await openBoard(page, url);
  await untilDraggable(page);
  await toasts;
  await column(page, 'Done').getByRole('button', { name: 'New task in Done' }).click();
  const title = page.getByRole('textbox', { name: 'Title of a new task in Done' });
  await title.fill('Written on a train');
  await context.setOffline(true);
  await expect(page.getByText(/^You are offline\./).first()).toBeVisible();
  await title.press('Enter');
  await expect(page.getByText('“Written on a train” was not created').first()).toBeVisible();
  await expect(title).toHaveValue('Written on a train');
  await drop(page, 'Still', 'Review');
  await expect(page.getByText(/^\S+ was not moved to Review$/).first()).toBeVisible();
  await expect(page.getByText(/^You are offline\. Try again/).first()).toBeVisible();
  await expect.poll(() => titlesIn(page, 'To Do')).toEqual(['Still']);
  await context.setOffline(false);
  await expect(page.getByText(/it catches up by itself/)).toBeHidden();
  await title.press('Enter');
  await expect.poll(() => titlesIn(page, 'Done')).toEqual(['Written on a train']);
});

test('a refused move goes back and says why', async ({ page, shared: { api, server } }) => {
  const { url } = await makeCards({ api, origin: server.url }, ['Without criteria'], 'team');
  await openBoard(page, url);
  await drop(page, 'Without criteria', 'Assigned');
  await expect(page.getByText(/^\S+ was not moved to Assigned$/).first()).toBeVisible();
  await expect(page.getByText(/^It has no acceptance criteria yet/).first()).toBeVisible();
  expect(await titlesIn(page, 'Inbox')).toEqual(['Without criteria']);
  expect(await titlesIn(page, 'Assigned')).toEqual([]);
});

/** Pushes are drawn together, at most some 16 ms after they came: ten pictures later they would be there. */
const laterThanPushesAreDrawn = (page: Page) =>
  page.evaluate(async () => {
    for (let pictures = 0; pictures < 10; pictures += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
  });

test('what others do waits while a card is in the hand', async ({ page, shared: { api, server } }) => {
  const { url, rename } = await makeCards({ api, origin: server.url }, ['In the hand', 'Beside']);
  await openBoard(page, url);
  const pushed = page.waitForEvent('websocket');
  await page.reload();
  const socket = await pushed;
  await expect(card(page, 'Beside')).toBeVisible();
  await liftByMouse(page, 'In the hand', 'Review');
  const frame = socket.waitForEvent('framereceived', ({ payload }) => String(payload).includes('Renamed'));
  await rename(1, 'Renamed');
  await frame;
  await laterThanPushesAreDrawn(page);
  expect(await titlesIn(page, 'To Do')).toContain('Beside');
  await page.mouse.up();
  await expect(card(page, 'Renamed')).toBeVisible();
  await expect.poll(() => titlesIn(page, 'Review')).toEqual(['In the hand']);
});

for (const { name, shows } of [
  { name: 'More about To Do', shows: (page: Page) => page.getByRole('menuitem', { name: 'Set a limit…' }) },
  {
    name: 'New task in To Do',
    shows: (page: Page) => page.getByRole('textbox', { name: 'Title of a new task in To Do' }),
  },
]) {
  test(`“${name}” is not lost when it is pressed before cards can be carried`, async ({
    page,
    shared: { api, server },
  }) => {
    const { url } = await makeCards({ api, origin: server.url }, ['Early']);
    let letDrag: () => void = () => undefined;
    const hold = new Promise<void>((resolve) => (letDrag = resolve));
    await page.route(/drag-columns/, async (route) => {
      await hold;
      await route.continue();
    });
    await page.goto(url);
    await column(page, 'To Do').getByRole('button', { name, exact: true }).click();
    await expect(shows(page)).toBeVisible();
    letDrag();
    await expect(page.locator('[data-rfd-draggable-id]')).toBeAttached();
    await expect(shows(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(shows(page)).toBeHidden();
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });

  test('a tap opens a card and closes it again', async ({ page, shared: { api, server } }) => {
    const { url } = await makeCards({ api, origin: server.url }, ['First', 'Second']);
    await openBoard(page, url);
    await card(page, 'First').tap();
    const drawer = page.getByRole('dialog', { name: 'First' });
    await expect(drawer).toBeVisible();
    await drawer.getByRole('button', { name: 'Close task' }).tap();
    await expect(drawer).toBeHidden();
  });

  test('a long press lifts a card, and it lies where the finger leaves it', async ({
    page,
    shared: { api, server },
  }) => {
    const { url } = await makeCards({ api, origin: server.url }, ['First', 'Second', 'Third']);
    await openBoard(page, url);
    await untilDraggable(page);
    const finger = await makeFinger(page);
    const moved = answerToMove(page);
    await finger.lift('First');
    await finger.moveOver(card(page, 'Third'));
    await finger.release();
    await expect.poll(() => titlesIn(page, 'To Do')).toEqual(['Second', 'Third', 'First']);
    expect((await moved).status()).toBe(200);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test.describe('on a touch screen as wide as a desk', () => {
  test.use({ hasTouch: true });

  test('a long press carries a card out of a list that is too long to be all there', async ({
    page,
    shared: { api, server },
  }) => {
    const titles = Array.from({ length: 41 }, (_, index) => `Card ${index + 1}`);
    const { url } = await makeCards({ api, origin: server.url }, titles);
    await openBoard(page, url);
    await untilDraggable(page);
    const finger = await makeFinger(page);
    const moved = answerToMove(page);
    await finger.lift('Card 2');
    await finger.moveOver(column(page, 'Review'));
    await finger.release();
    await expect.poll(() => titlesIn(page, 'Review')).toEqual(['Card 2']);
    expect((await moved).status()).toBe(200);
  });
});
