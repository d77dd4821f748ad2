import { expect, test } from '@playwright/test';
import { answer, apiOf, type Api } from './fixtures/api.js';
import { seedBoard, type SeededBoard } from './fixtures/seeded-board.js';
import { startServer, type Server } from './fixtures/server.js';

const WORDS = 'Which ants, and why now?';

let server: Server;
let api: Api;
let board: SeededBoard;

test.beforeAll(async () => {
  server = await startServer();
  api = apiOf(server);
  board = await seedBoard({ server, api });
});
test.afterAll(async () => {
  await server.stop();
  await board.remove();
});

test('a comment that is being written outlives a crash of the server', async ({ page }) => {
  await page.goto(server.link);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${board.url}/attempts/${board.attemptIds[0]}?tab=diff`);
  const lines = page.getByRole('group', { name: /^Lines of hello\.txt/ });
  await expect(lines).toContainText('hello ants');
  await lines.press('ArrowDown');
  await lines.press('Enter');
  const box = page.getByRole('textbox', { name: 'Comment on line 1' });
  await box.fill(WORDS);

  const offline = page.getByText('The server cannot be reached');
  await server.kill();
  await expect(offline).toBeVisible();
  await expect(box).toHaveValue(WORDS);
  await server.start();
  const params = { path: { task_id: board.taskId } };
  await answer(api.PATCH('/api/tasks/{task_id}', { params, body: { title: 'Greet them all' } }));
  await expect(offline).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Greet them all' })).toBeVisible();

  await expect(box).toHaveValue(WORDS);
  await page.getByRole('button', { name: 'Add comment' }).click();
  await expect(
    page.getByRole('article', { name: /comment on line 1/ }).filter({ hasText: WORDS }),
  ).toBeVisible();
  await expect(box).toBeHidden();
  await expect.poll(bodies).toContain(WORDS);
});

async function bodies(): Promise<string[]> {
  const params = { path: { attempt_id: board.attemptIds[0] ?? '' } };
  const { items } = await answer(api.GET('/api/attempts/{attempt_id}/comments', { params }));
  return items.map(({ body }) => body);
}
