import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible, watchPage } from './fixtures/clean-page.js';
import { makeRepository, type Repository } from './fixtures/repository.js';
import { startServer, type Server } from './fixtures/server.js';

/** How a person makes a control do its work. */
type Press = (control: Locator) => Promise<void>;

const byMouse: Press = (control) => control.click();

const byKeyboard: Press = async (control) => {
  await control.focus();
  await control.press('Enter');
};

/** Both journeys meet the same pages: once is enough. */
const inspect = async (page: Page, press: Press): Promise<void> => {
  if (press === byMouse) await expectAccessible(page);
};

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const card = (page: Page) => page.getByRole('button', { name: /Greet the ants/ });

async function setUpProject(page: Page, repository: Repository, press: Press): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Connect your first repository' })).toBeVisible();
  await inspect(page, press);
  await page.getByLabel('Path of the folder').fill(repository.path);
  await page.getByLabel('Name').fill('Greetings');
  await page.getByLabel('Test').fill('test -f hello.txt');
  await press(page.getByRole('button', { name: 'Create project' }));
  await expect(page.getByRole('list', { name: 'Checks' })).toContainText('It is a git repository');
  await inspect(page, press);
  await press(page.getByRole('button', { name: 'Open the board' }));
  await expect(column(page, 'To Do')).toBeVisible();
}

async function addAgent(page: Page, press: Press): Promise<void> {
  await press(page.getByRole('button', { name: 'New Agent Profile' }));
  const dialog = page.getByRole('dialog', { name: 'New agent profile' });
  await dialog.getByLabel('Name').fill('Ada');
  await dialog.getByLabel('Command').fill('./agent.sh');
  await inspect(page, press);
  await press(dialog.getByRole('button', { name: 'Create profile' }));
  await expect(dialog).toBeHidden();
}

async function addTask(page: Page, press: Press): Promise<void> {
  await press(page.getByRole('button', { name: 'New Task', exact: true }));
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('Title').fill('Greet the ants');
  await dialog.getByLabel('Criterion 1', { exact: true }).fill('hello.txt greets the ants');
  await dialog.getByLabel('Agent').selectOption({ label: 'Ada' });
  await inspect(page, press);
  await press(dialog.getByRole('button', { name: /Create task/ }));
  await expect(dialog).toBeHidden();
  await expect(column(page, 'To Do').getByText('Greet the ants')).toBeVisible();
}

/** How a card is carried one column to the right. */
type Carry = (page: Page, from: string, to: string) => Promise<void>;

const carryByMouse: Carry = async (page, from, to) => {
  // The code that carries cards comes after the board, which it mounts anew.
  await expect(page.locator('[data-rfd-draggable-id]').first()).toBeVisible();
  const start = await column(page, from).getByText('Greet the ants').boundingBox();
  const end = await column(page, to).boundingBox();
  if (!start || !end) throw new Error('The card or the column is not on the screen.');
  await page.mouse.move(start.x + 20, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 34, start.y + 16, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + 120, { steps: 12 });
  await page.mouse.up();
};

const carryByKeyboard: Carry = async (page) => {
  await card(page).focus();
  await page.keyboard.press('Space');
  await expect(page.locator('[aria-live=assertive]').last()).toContainText(/lifted/i);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[aria-live=assertive]').last()).toContainText(/moved/i);
  await page.keyboard.press('Space');
};

async function carryCard(page: Page, carry: Carry): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/move'));
  await carry(page, 'To Do', 'In Progress');
  await expect(column(page, 'In Progress').getByText('Greet the ants')).toBeVisible();
  expect((await answered).status()).toBe(200);
}

async function runAndWatch(page: Page, press: Press): Promise<void> {
  await press(card(page));
  const drawer = page.getByRole('dialog', { name: 'Greet the ants' });
  await expect(drawer).toBeVisible();
  await inspect(page, press);
  await press(drawer.getByRole('button', { name: 'Run', exact: true }));
  await expect(page.getByRole('log')).toContainText('wrote hello.txt');
  await expect(page.getByText(/Ready for your review/)).toBeVisible();
  await inspect(page, press);
}

async function readDiff(page: Page, press: Press, line: string): Promise<void> {
  await press(page.getByRole('tab', { name: /Diff/ }));
  await expect(page.getByRole('region', { name: 'hello.txt' })).toContainText(line);
  await inspect(page, press);
}

async function requestChanges(page: Page, press: Press): Promise<void> {
  await press(page.getByRole('button', { name: 'Request changes' }));
  const dialog = page.getByRole('dialog', { name: 'Request changes' });
  await dialog.getByLabel('Feedback').fill('Please say it louder');
  await inspect(page, press);
  await press(dialog.getByRole('button', { name: 'Start attempt 2' }));
  await expect(page.getByText(/Attempt 2 ·/)).toBeVisible();
  await expect(page.getByRole('log')).toContainText('wrote hello.txt');
  await expect(page.getByText(/Attempt 2 · Ready for your review/)).toBeVisible();
}

async function approve(page: Page, press: Press): Promise<void> {
  await press(page.getByRole('tab', { name: /Gates/ }));
  await expect(page.getByRole('button', { name: /Test.*passed/i })).toBeVisible();
  await press(page.getByRole('button', { name: 'Approve & merge' }));
  const dialog = page.getByRole('dialog', { name: 'Approve & merge' });
  await expect(dialog).toContainText('Merges cleanly into main');
  await inspect(page, press);
  await press(dialog.getByRole('button', { name: 'Merge to main' }));
  await expect(page.getByText(/Attempt 2 · Merged/)).toBeVisible();
}

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** A page wider than the screen makes a phone lay everything out wider: the drawer is then off the screen. */
async function fitsPhone(page: Page): Promise<void> {
  const context = await page
    .context()
    .browser()
    ?.newContext({
      ...PHONE,
      reducedMotion: 'reduce',
      storageState: await page.context().storageState(),
    });
  if (!context) throw new Error('The browser has ended.');
  const phone = await context.newPage();
  const pageWidth = () => phone.evaluate(() => document.documentElement.scrollWidth);
  const { origin, pathname } = new URL(page.url());
  await phone.goto(`${origin}${pathname}`);
  await expect(card(phone)).toBeAttached();
  expect(await pageWidth()).toBe(PHONE.viewport.width);
  await card(phone).tap();
  const drawer = phone.getByRole('dialog', { name: 'Greet the ants' });
  await expect(drawer).toBeVisible();
  expect(await drawer.boundingBox()).toEqual({ x: 0, y: 0, ...PHONE.viewport });
  expect(await pageWidth()).toBe(PHONE.viewport.width);
  await drawer.getByRole('button', { name: 'Open the latest attempt' }).tap();
  await expect(phone.getByRole('tab', { name: 'Logs' })).toBeVisible();
  expect(await pageWidth()).toBe(PHONE.viewport.width);
  await context.close();
}

for (const [how, press, carry] of [
  ['mouse', byMouse, carryByMouse],
  ['keyboard', byKeyboard, carryByKeyboard],
] as const) {
  test.describe(`the main job by ${how}`, () => {
    let server: Server | undefined;
    let repository: Repository | undefined;

    test.beforeAll(async () => {
      repository = await makeRepository();
      server = await startServer();
    });

    test.afterAll(async () => {
      await server?.stop();
      await repository?.remove();
    });

    test('goes from the first start to a merged change', async ({ page }) => {
      if (!server || !repository) throw new Error('The server or the repository is missing.');
      const watched = watchPage(page, new URL(server.link).origin);
      await page.goto(server.link);
      await setUpProject(page, repository, press);
      expect(page.url()).not.toContain('token');
      await addAgent(page, press);
      await addTask(page, press);
      await carryCard(page, carry);
      await runAndWatch(page, press);
      await readDiff(page, press, 'hello ants');
      await requestChanges(page, press);
      await readDiff(page, press, 'HELLO, ANTS!');
      await approve(page, press);
      await press(page.getByRole('link', { name: 'Board', exact: true }).last());
      await expect(column(page, 'Done').getByText('Greet the ants')).toBeVisible();
      expect(await repository.fileOnMain('hello.txt')).toBe('HELLO, ANTS!\n');
      await fitsPhone(page);
      expect(watched.faults).toEqual([]);
    });
  });
}
