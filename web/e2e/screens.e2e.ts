import type { Page } from '@playwright/test';
import { watchPage } from './fixtures/clean-page.js';
import { DESKTOP, examine, type Sight } from './fixtures/examine.js';
import type { SeededBoard } from './fixtures/seeded-board.js';
import { expect, test } from './fixtures/shared-server.js';

interface Screen extends Sight {
  /** Below the project. */
  path: (board: SeededBoard) => string;
  /** Opens what has no address. */
  open?: (page: Page) => Promise<void>;
}

const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).last();
const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name, exact: true }).first();
const menuItem = (name: string) => (page: Page) => page.getByRole('menuitem', { name });
const dialog = (name: string | RegExp) => (page: Page) => page.getByRole('dialog', { name, exact: true });

const attempt = (tab: string) => (board: SeededBoard) => `/attempts/${board.attemptIds[0]}?tab=${tab}`;
const drawer = (tab: string) => (board: SeededBoard) => `/?task=${board.taskId}&tab=${tab}`;
const comparison = (board: SeededBoard) => `/tasks/${board.taskId}/compare`;
const pressing = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).last().click();
};
const choosing = (name: string) => async (page: Page) => {
  await pressing('More actions for this attempt')(page);
  await page.getByRole('menuitem', { name }).click();
};

const SCREENS: readonly Screen[] = [
  { name: 'board', path: () => '/', shows: button('New Task') },
  { name: 'drawer: details', path: drawer('details'), shows: button('Approve & merge') },
  { name: 'drawer: notes', path: drawer('thread'), shows: (page) => page.getByText('queen') },
  {
    name: 'drawer: attempts',
    path: drawer('attempts'),
    shows: (page) => page.getByText('Compare 2 attempts'),
  },
  { name: 'drawer: subtasks', path: drawer('subtasks'), shows: (page) => page.getByText('Find the ants') },
  {
    name: 'drawer: menu',
    path: drawer('details'),
    open: pressing('More about this task'),
    shows: menuItem('Delete…'),
  },
  { name: 'new task', path: () => '/?new=task', shows: button(/Create task/) },
  { name: 'new agent', path: () => '/?new=agent', shows: button('Create profile') },
  { name: 'archive', path: () => '/?show=archive', shows: (page) => page.getByText('An old card') },
  { name: 'palette', path: () => '/', open: pressing('Commands'), shows: dialog('Commands') },
  {
    name: 'keys',
    path: () => '/',
    // The keys are there a moment after the first paint.
    open: (page) =>
      expect(async () => {
        await page.keyboard.press('?');
        await expect(dialog('Keys')(page)).toBeVisible({ timeout: 1000 });
      }).toPass(),
    shows: dialog('Keys'),
  },
  {
    name: 'needs you',
    path: () => '/needs-you',
    shows: (page) => page.getByRole('listitem').filter({ hasText: 'Fail loudly' }),
  },
  { name: 'runs', path: () => '/runs', shows: heading('Runs') },
  { name: 'insights', path: () => '/insights', shows: heading('Insights') },
  { name: 'agents', path: () => '/agents', shows: button('New agent profile') },
  { name: 'settings', path: () => '/settings', shows: heading(/settings/i) },
  { name: 'account', path: () => '/account', shows: heading(/account/i) },
  {
    name: 'attempt: logs',
    path: attempt('logs'),
    shows: (page) => page.getByText('wrote hello.txt').first(),
  },
  {
    name: 'attempt: diff',
    path: attempt('diff'),
    shows: (page) => page.getByText('Say it louder.').first(),
  },
  { name: 'attempt: gates', path: attempt('gates'), shows: button(/Test.*passed/i) },
  { name: 'attempt: summary', path: attempt('summary'), shows: heading('What remains') },
  {
    name: 'more actions',
    path: attempt('summary'),
    open: pressing('More actions for this attempt'),
    shows: menuItem('Discard attempt'),
  },
  {
    name: 'approve & merge',
    path: attempt('summary'),
    open: pressing('Approve & merge'),
    shows: button('Merge to main'),
  },
  {
    name: 'request changes',
    path: attempt('summary'),
    open: pressing('Request changes'),
    shows: button(/Start attempt/),
  },
  {
    name: 'discard',
    path: attempt('summary'),
    open: choosing('Discard attempt'),
    shows: button('Discard attempt'),
  },
  {
    name: 'run several',
    path: drawer('attempts'),
    open: pressing('Compare agents'),
    shows: button('Run 1 agent'),
  },
  { name: 'comparison', path: comparison, shows: (page) => page.getByText('2 attempts side by side') },
  { name: 'pick', path: comparison, open: pressing('Pick this one'), shows: button('Pick and merge…') },
];

async function visit(page: Page, board: SeededBoard, screen: Screen): Promise<void> {
  await page.goto(`${board.url}${screen.path(board)}`);
  await expect(page.getByText('Loading')).toHaveCount(0);
  await screen.open?.(page);
}

test.use({ colorScheme: 'light', viewport: DESKTOP });

// The longest file by far: each of two workers takes a half.
test.describe.configure({ mode: 'parallel' });
const HALF = Math.ceil(SCREENS.length / 2);

for (const screens of [SCREENS.slice(0, HALF), SCREENS.slice(HALF)]) {
  const span = `${screens[0]?.name ?? ''} to ${screens.at(-1)?.name ?? ''}`;
  test(`every screen is accessible in both themes and whole when it is small: ${span}`, async ({
    page,
    shared,
    board,
  }) => {
    const { faults } = watchPage(page, shared.server.url);
    for (const screen of screens) {
      await test.step(screen.name, async () => {
        await visit(page, board, screen);
        await examine(page, screen);
      });
    }
    expect(faults).toEqual([]);
  });
}

test('on the narrowest screen an attempt’s actions stand in one row', async ({ page, board }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${board.url}${attempt('summary')(board)}`);
  const middleOf = async (name: string) => {
    const { y, height } = (await button(name)(page).boundingBox()) ?? { y: -1, height: 0 };
    return y + height / 2;
  };
  await expect(button('Approve & merge')(page)).toBeVisible();
  const row = await middleOf('Approve & merge');
  expect([await middleOf('Run again'), await middleOf('More actions for this attempt')]).toEqual([row, row]);
});

/** Of what is read: the widest paragraph of a page. */
const widestText = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('main p')].map((text) => text.getBoundingClientRect().width)),
  );

for (const width of [2560, 3440]) {
  test(`${width} px wide, the columns share the whole width, and text keeps a measure that one can read`, async ({
    page,
    board,
  }) => {
    await page.setViewportSize({ width, height: 1440 });
    await page.goto(board.url);
    const columns = page.getByRole('region', { name: /^(To Do|In Progress|Review|Done)$/ });
    await expect(columns.first()).toBeVisible();
    // The columns are mounted anew when the code to drag has come: what is measured is asked for until it rests.
    await expect(async () => {
      const boxes = await Promise.all((await columns.all()).map((column) => column.boundingBox()));
      expect(boxes).toHaveLength(4);
      expect(width - Math.max(...boxes.map((box) => (box ? box.x + box.width : 0)))).toBeLessThan(40);
      expect(Math.max(...boxes.map((box) => box?.width ?? 0))).toBeLessThanOrEqual(800);
    }).toPass();
    for (const path of ['/needs-you', '/agents', '/settings', '/account', attempt('summary')(board)]) {
      await page.goto(`${board.url}${path}`);
      await expect(page.locator('main p').first()).toBeVisible();
      expect.soft(await widestText(page), path).toBeLessThanOrEqual(1024);
    }
  });
}

test('the page to make a project and the sign-in are so too', async ({ page, browser, shared }) => {
  await page.goto(`${shared.server.url}/projects/new`);
  await examine(page, { name: 'new project', shows: button('Create project') });
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const stranger = await context.newPage();
  await stranger.goto(shared.server.url);
  await examine(stranger, {
    name: 'sign-in',
    shows: (sight) => sight.getByText('npm start -- link'),
  });
  await context.close();
});
