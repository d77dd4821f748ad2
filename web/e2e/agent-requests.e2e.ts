import type { Locator, Page } from '@playwright/test';
import type { Block, Script } from '../../server/test/support/model-server/turn.js';
import { apiOf } from './fixtures/api.js';
import { type AskingProject, makeAskingProject } from './fixtures/asking-agent.js';
import { card, column } from './fixtures/board-page.js';
import { expectAccessible, watchPage } from './fixtures/clean-page.js';
import { DESKTOP, examine } from './fixtures/examine.js';
import { startServer } from './fixtures/server.js';
import { expect, signIn, test } from './fixtures/shared-server.js';

const QUESTION = 'Which colour should the ants be?';

const read = (path: string): Block => ({ tool: 'read', input: { path } });
const write: Block = { tool: 'write', input: { path: 'colour.txt', content: 'red\n' } };
const ask: Block = {
  tool: 'ask_user',
  input: {
    questions: [
      {
        question: QUESTION,
        options: [
          { label: 'Red', description: 'As in the wood behind the house.' },
          { label: 'Black', description: '' },
        ],
      },
    ],
  },
};

/** Looks around, asks to write a file, then which colour. */
const PAINT: Script = [
  [
    { text: 'I look around first.' },
    { tool: 'grep', input: { pattern: 'ants' } },
    read('README.md'),
    read('colours.md'),
  ],
  [{ text: 'The colour has a file of its own.' }, write],
  [ask],
  [{ text: 'Red it is.' }],
];

let project: AskingProject;
test.beforeEach(async ({ shared: { api, server, model } }) => {
  project = await makeAskingProject({ api, origin: server.url, model });
});
test.afterEach(() => project.remove());

const panel = (page: Page) => page.getByRole('region', { name: /The agent asks/ });
const log = (page: Page) => page.getByRole('log');

/** The attempt has ended well, and its log tells in few lines what was done, asked and answered. */
async function endsForReview(page: Page): Promise<void> {
  await expect(page.getByText(/Ready for your review/)).toBeVisible();
  await expect(panel(page)).toBeHidden();
  await expect(log(page).getByRole('button', { name: /Explored 2 files · 1 search/ })).toBeVisible();
  await expect(log(page)).toContainText('Ada wants to write a file');
  await expect(log(page)).toContainText('You allowed it');
  await expect(log(page)).toContainText(`${QUESTION}→ Red`);
  await expect(log(page)).toContainText('Red it is.');
  await page.getByRole('link', { name: 'Board', exact: true }).last().click();
  await expect(column(page, 'Review').getByText('Paint the ants')).toBeVisible();
  await expect(card(page, 'Paint the ants')).toContainText('Ready for your review');
}

test('what an agent asks is found from the card and from the queue, answered, and told in the log', async ({
  page,
  shared: { server },
}) => {
  const { faults } = watchPage(page, server.url);
  await page.goto(project.url);
  await project.start('Paint the ants', PAINT);
  const paint = card(page, 'Paint the ants');
  await expect(paint).toContainText('Asks for permission');

  await paint.click();
  const drawer = page.getByRole('dialog', { name: 'Paint the ants' });
  await expect(drawer).toContainText('Ada wants to write a file');
  await expect(drawer.getByText('Asks for permission')).toBeVisible();
  await drawer.getByRole('link', { name: 'Answer' }).click();
  await expect(panel(page)).toContainText('colour.txt');
  await expect(page.getByText('Attempt 1 · Waits for your answer')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Allow' }).click();

  await expect(panel(page)).toContainText(QUESTION);
  await page.getByRole('link', { name: 'Board', exact: true }).last().click();
  await expect(paint).toContainText('Has a question');
  await page
    .getByRole('link', { name: /^Needs you/ })
    .first()
    .click();
  await page
    .getByRole('main')
    .getByRole('link', { name: /Paint the ants/ })
    .click();
  await panel(page).getByText('Red', { exact: true }).click();
  await panel(page)
    .getByRole('button', { name: /Send answer/ })
    .click();
  await endsForReview(page);
  expect(faults).toEqual([]);
});

/** Goes to it as somebody does who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [1] });
}

test('no mouse is needed to answer', async ({ page }) => {
  await project.start('Paint the ants', PAINT);
  await page.goto(project.url);
  const paint = card(page, 'Paint the ants');
  await expect(paint).toContainText('Asks for permission');
  await tabTo(page, paint);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('link', { name: 'Answer' }));
  await page.keyboard.press('Enter');
  await tabTo(page, panel(page).getByRole('button', { name: 'Allow' }));
  await page.keyboard.press('Enter');

  // Whoever answered is where the next thing is asked.
  const red = panel(page).getByRole('radio', { name: 'Red' });
  await tabTo(page, red);
  await page.keyboard.press('Space');
  await expect(red).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await endsForReview(page);
});

test('what is answered in one window needs no answer in the other', async ({ page, context }) => {
  const attempt = await project.start('Paint the ants', PAINT);
  const other = await context.newPage();
  await Promise.all([page.goto(attempt), other.goto(attempt)]);
  await expect(panel(other).getByRole('button', { name: 'Allow' })).toBeVisible();
  await panel(page).getByRole('button', { name: 'Deny' }).click();
  await expect(panel(other)).toContainText('This was answered in another window.');
  await expect(panel(other).getByRole('button', { name: 'Allow' })).toBeHidden();
  await expect(panel(page)).not.toContainText('another window');
  await expect(log(other)).toContainText('You denied it');
});

test('without a network an answer is not sent, which is said, and nothing of it is lost', async ({
  page,
  context,
}) => {
  await page.goto(`${await project.start('Paint the ants', PAINT)}?tab=logs`);
  const message = panel(page).getByLabel('Message to the agent');
  await message.fill('Mind the carpet');
  await context.setOffline(true);
  const line = page.getByText(/^You are offline\./).first();
  await expect(line).toBeVisible();
  await panel(page).getByRole('button', { name: 'Allow' }).click();
  await expect(panel(page).getByRole('alert')).toContainText('Not sent: you are offline.');
  await expect(message).toHaveValue('Mind the carpet');
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(line).toBeHidden();
  await panel(page).getByRole('button', { name: 'Try again' }).click();
  await expect(panel(page)).toContainText(QUESTION);
  await expect(log(page)).toContainText('You allowed it: “Mind the carpet”');
});

test('what nobody answered in time says so, here and in the log', async ({ browser, shared: { model } }) => {
  const server = await startServer({ ANTHROPIC_BASE_URL: model.url, ANSWER_TIMEOUT_S: '8' });
  const hurried = await makeAskingProject({ api: apiOf(server), origin: server.url, model });
  const context = await browser.newContext({ storageState: await signIn(browser, server.link) });
  const page = await context.newPage();
  await page.goto(`${await hurried.start('Paint the ants', [[write], [{ text: 'Then not.' }]])}?tab=logs`);
  await expect(panel(page).getByRole('button', { name: 'Allow' })).toBeEnabled();
  await panel(page).getByLabel('Message to the agent').fill('Not in capitals');
  await expect(panel(page)).toContainText('Nobody answered in time, so the answer was no.');
  await expect(panel(page)).toContainText('Not sent: “Not in capitals”');
  await expect(panel(page).getByRole('button', { name: 'Allow' })).toBeHidden();
  await expect(log(page)).toContainText('Nobody answered in time: that was a no');
  await context.close();
  await hurried.remove();
  await server.stop();
});

const EDIT: Block = {
  tool: 'edit',
  input: { path: 'colours.md', old_string: 'None yet.', new_string: 'Red, as in the wood.' },
};
const QUESTIONS: Block = {
  tool: 'ask_user',
  input: {
    questions: [
      { question: QUESTION, options: [{ label: 'Red', description: 'As in the wood.' }, { label: 'Black' }] },
      {
        question: 'Which of these may they eat?',
        options: [{ label: 'Jam' }, { label: 'Leaves' }],
        multi_select: true,
      },
      { question: 'What is the queen called?', options: [] },
    ],
  },
};
const PLAN: Block = {
  tool: 'present_plan',
  input: {
    plan: '# Paint\n\n1. Buy `red` paint\n2. Paint **all** ants\n\n| ant | colour |\n| --- | --- |\n| queen | red |',
  },
};

const SIGHTS = [
  { name: 'permission to edit', script: [[EDIT]], shows: 'Allow' },
  {
    name: 'permission to run',
    script: [[{ tool: 'bash', input: { command: 'npm test -- --ci' } }]],
    shows: 'Allow',
  },
  { name: 'questions', script: [[QUESTIONS]], shows: 'Send answers' },
  { name: 'plan', script: [[PLAN]], shows: 'Approve', mode: 'plan' },
] as const;

test.describe('is accessible in both themes and whole when it is small:', () => {
  test.use({ colorScheme: 'light', viewport: DESKTOP });

  for (const { name, script, shows, ...rest } of SIGHTS) {
    test(name, async ({ page }) => {
      await page.goto(await project.start('Paint the ants', script, 'mode' in rest ? rest.mode : 'ask'));
      await examine(page, { name, shows: () => panel(page).getByRole('button', { name: shows }) });
    });
  }
});
