/**
 * The pictures of the README, from the real product: `npm run demo` in one terminal, `node scripts/screenshots.mjs` in
 * another. It goes on with the demo's cards as a person would, so that every column has something to show.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { Board } from '../demo/board.mjs';
import { findServer, signInLink } from '../demo/local-server.mjs';

const dataDir = resolve(process.env.INIT_CWD ?? process.cwd(), process.env.DATA_DIR || './data');
const images = fileURLToPath(new URL('../docs/images', import.meta.url));

const server = await findServer(dataDir);
if (!server) throw new Error(`No server runs on ${dataDir}: start the demo first.`);
const board = new Board(server);
const cards = await demoCards();

mkdirSync(images, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  await page.goto(await signInLink(dataDir));
  await page.waitForURL(/\/projects\//);
  const home = new URL(page.url()).origin;

  const { project_id: projectId, latest_attempt: green } = cards['Add truncate(text, length)'];
  await page.goto(`${home}/projects/${projectId}/attempts/${green.id}?tab=diff`);
  await page.getByText('src/truncate.js').first().waitFor();
  await shoot(page, 'attempt');

  await fillColumns(projectId);
  await page.setViewportSize({ width: 1440, height: 560 });
  await page.goto(`${home}/projects/${projectId}`);
  await page.getByText('Keep accented letters in slugs').first().waitFor();
  await shoot(page, 'board');
} finally {
  await browser.close();
}

async function demoCards() {
  const { items: projects } = await board.request('GET', '/api/projects');
  const project = projects.find(({ name }) => name === 'Demo');
  if (!project) throw new Error('There is no project of the demo here.');
  const { items } = await board.request('GET', `/api/projects/${project.id}/tasks?limit=all`);
  return Object.fromEntries(items.map((task) => [task.title, task]));
}

/** One card to do, one under way, one in review, one done. */
async function fillColumns(projectId) {
  const title = 'Say how long ago something was';
  if (!cards[title]) {
    await board.request('POST', `/api/projects/${projectId}/tasks`, {
      title,
      acceptance_criteria: ['A minute ago reads "1 min ago"', 'The future is refused'],
      labels: ['format'],
      estimate: 2,
    });
  }
  const merged = cards['Show hours in durations'].latest_attempt;
  if (merged.status === 'REVIEW_READY')
    await board.request('POST', `/api/attempts/${merged.id}/approve`, { mode: 'merge' });
  const red = cards['Keep accented letters in slugs'].latest_attempt;
  if (red.status === 'REVIEW_READY')
    await board.request('POST', `/api/attempts/${red.id}/request-changes`, {
      feedback: 'Punctuation has to become a dash, as before.',
    });
}

/** Waits until nothing moves any more: fonts, the last answer, and what fades in. */
async function shoot(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(3000);
  await page.screenshot({ path: join(images, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}
