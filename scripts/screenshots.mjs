/**
 * The pictures of the README, from the running product: a server of its own on a folder that is removed again, the
 * demo's cards, and what a person would do with them. `npm run screenshots`
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { Board } from '../demo/board.mjs';
import { findOrStartServer, signInLink } from '../demo/local-server.mjs';
import { ensureSampleRepository } from '../demo/sample-repository.mjs';

const images = fileURLToPath(new URL('../docs/images', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'antfarm-screenshots-'));
process.env.PORT = '0';

const { api, ended } = await findOrStartServer(dataDir);
try {
  const board = new Board(api);
  const { project, cards } = await playDemo(board);
  mkdirSync(images, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    await takePictures(browser, board, project, cards);
  } finally {
    await browser.close();
  }
} finally {
  // As Ctrl-C would; what the demo runs has ended.
  process.kill(process.pid, 'SIGTERM');
  await ended?.code;
  rmSync(dataDir, { recursive: true, force: true });
}

/** One card that two agents compete for, one in review, one that is red. */
async function playDemo(board) {
  const project = await board.ensureProject(ensureSampleRepository(join(dataDir, 'demo')));
  const agent = await board.ensureAgent();
  const rival = await board.request('POST', '/api/agents', {
    name: 'Demo script, talkative',
    adapter: 'command',
    command:
      'node tools/demo-agent.mjs && echo "Durations are told in hours from sixty minutes on." >> README.md',
  });
  const made = await board.ensureCards(project.id);
  const cards = Object.fromEntries(made.map((card) => [card.title, card]));
  const { items: rivals } = await board.request(
    'POST',
    `/api/tasks/${cards['Show hours in durations'].id}/attempts`,
    {
      agent_ids: [agent.id, rival.id],
    },
  );
  const others = made.filter(({ title }) => title !== 'Show hours in durations');
  const started = await Promise.all(others.map((card) => board.run(card, agent.id)));
  const all = [...rivals.map(({ id }) => id), ...started];
  for (const id of all) await board.follow(id, (where) => console.log(`  ${id.slice(-4)}  ${where}`));
  await board.request('POST', `/api/projects/${project.id}/tasks`, {
    title: 'Say how long ago something was',
    acceptance_criteria: ['A minute ago reads "1 min ago"', 'The future is refused'],
    labels: ['format'],
    priority: 'medium',
    estimate: 2,
  });
  return { project, cards };
}

async function takePictures(browser, board, project, cards) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  await page.goto(await signInLink(dataDir));
  await page.waitForURL(/\/projects\//);
  const home = `${new URL(page.url()).origin}/projects/${project.id}`;

  const hours = cards['Show hours in durations'];
  await page.goto(`${home}/tasks/${hours.id}/compare`);
  await page.getByRole('button', { name: /Pick/ }).first().waitFor();
  await shoot(page, 'comparison');

  const { items } = await board.request(
    'GET',
    `/api/tasks/${cards['Add truncate(text, length)'].id}/attempts`,
  );
  const [reviewed] = items;
  await board.request('POST', `/api/attempts/${reviewed.id}/comments`, {
    path: 'src/truncate.js',
    side: 'new',
    line: 3,
    severity: 'major',
    body: 'What if `length` is smaller than the ellipsis? Please add a test for that.',
  });
  await page.goto(`${home}/attempts/${reviewed.id}?tab=diff`);
  await page.getByText('smaller than the ellipsis').first().waitFor();
  await shoot(page, 'review');

  const { items: rivals } = await board.request('GET', `/api/tasks/${hours.id}/attempts`);
  await board.request('POST', `/api/attempts/${rivals[0].id}/approve`, { mode: 'merge' });
  await page.setViewportSize({ width: 1440, height: 620 });
  await page.goto(home);
  await page.getByText('Keep accented letters in slugs').first().waitFor();
  await shoot(page, 'board');
}

/** Waits until nothing moves any more: fonts, the last answer, and what fades in. */
async function shoot(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(3000);
  await page.screenshot({ path: join(images, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}
