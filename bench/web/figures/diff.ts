import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createRepository } from '../../../server/test/support/git-fixture.js';
import { atMost, type Figure } from '../../figure.js';
import { prepareAttempts } from '../../projects.js';
import type { Stage } from '../../stage.js';
import { median } from '../../statistics.js';
import { against } from '../against.js';
import { inPage } from '../browser.js';

const ROUNDS = 5;
const LOCKFILE_LINES = 20_000;

interface Change {
  readonly files: number;
  /** Lines of each file; every other one is changed, so removed once and added once. */
  readonly lines: number;
}

export const diffs: Figure = {
  name: 'browser: diffs',
  limit: 'performance.md',
  async measure(stage) {
    const small = await attemptWith(stage, 'small', { files: 100, lines: 50 });
    const large = await attemptWith(stage, 'large', { files: 250, lines: 200 });
    const lockfile = await attemptWithLockfile(stage);
    const browser = await stage.browser();
    return browser.with(async (page) => {
      const smallMs = await repeat(() => openDiff(page, browser.url + small));
      const largeMs = await repeat(() => openDiff(page, browser.url + large));
      const scroll = await scrollThrough(page);
      const lock = await openLockfile(page, browser.url + lockfile);
      return [
        against('diff of 100 files, 5,000 lines: to first paint', smallMs, 'ms', 500, atMost(500, 'product')),
        against(
          'diff of 250 files, 50,000 lines: to first paint',
          largeMs,
          'ms',
          1000,
          atMost(1000, 'product'),
        ),
        against(
          'diff of 50,000 lines: worst frame of scrolling through',
          scroll,
          'ms',
          500,
          atMost(500, 'product'),
        ),
        against(
          'lockfile of 20,000 lines: worst frame beside it, collapsed',
          lock.collapsed,
          'ms',
          100,
          atMost(100, 'product'),
        ),
        against(
          'lockfile of 20,000 lines: worst frame while it opens',
          lock.opening,
          'ms',
          1000,
          atMost(1000, 'product'),
        ),
      ];
    });
  },
};

async function repeat(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) values.push(await measure());
  return median(values.slice(1));
}

/** From the click on the tab to the first painted line. */
async function openDiff(page: Page, attempt: string): Promise<number> {
  await page.goto(`${attempt}?tab=summary`);
  const tab = page.getByRole('tab', { name: /^Diff/ });
  await tab.waitFor();
  const [ms] = await Promise.all([inPage<number>(page, 'untilDiffLine()'), tab.click()]);
  return ms;
}

/** To the end in forty steps, as a wheel goes; the worst frame on the way. */
async function scrollThrough(page: Page): Promise<number> {
  const panel = page.getByRole('tabpanel', { name: /^Diff/ });
  const box = await panel.boundingBox();
  if (!box) throw new Error('The diff is not on the screen');
  await page.mouse.move(box.x + box.width - 200, box.y + box.height / 2);
  await inPage(page, 'watchFrames()');
  for (let step = 0; step < 40; step++) {
    await page.mouse.wheel(0, 3000);
    await page.waitForTimeout(50);
  }
  return Math.max(...(await inPage<number[]>(page, 'frames()')));
}

async function openLockfile(page: Page, attempt: string): Promise<{ collapsed: number; opening: number }> {
  await page.goto(`${attempt}?tab=summary`);
  await page.getByRole('tab', { name: /^Diff/ }).waitFor();
  await inPage(page, 'watchFrames()');
  await page.getByRole('tab', { name: /^Diff/ }).click();
  const lockfile = page.getByRole('region', { name: 'package-lock.json' });
  await lockfile.waitFor();
  const collapsed = Math.max(...(await inPage<number[]>(page, 'frames()')));
  await inPage(page, 'watchFrames()');
  await lockfile.getByRole('button', { name: /Expand package-lock/ }).click();
  await inPage(page, `untilDiffLine('[data-diff-path="package-lock.json"]')`);
  await page.waitForTimeout(1000); // what follows the first lines counts too
  return { collapsed, opening: Math.max(...(await inPage<number[]>(page, 'frames()'))) };
}

/** The path of an attempt whose change has so many lines. */
async function attemptWith(stage: Stage, name: string, { files, lines }: Change): Promise<string> {
  const text = Array.from({ length: lines }, (_, index) => `export const line${index} = 'some text';`).join(
    '\n',
  );
  const content = Object.fromEntries(
    Array.from({ length: files }, (_, index) => [`src/part-${index % 10}/file-${index}.ts`, `${text}\n`]),
  );
  const change = `find src -name '*.ts' | while read file; do sed -i "n;s/some text/some other text/" "$file"; done`;
  return settledAttempt(stage, name, content, change);
}

function attemptWithLockfile(stage: Stage): Promise<string> {
  const change = `node -e '
    const fs = require("fs");
    const packages = {};
    for (let n = 0; n < ${LOCKFILE_LINES / 4 - 1}; n++) packages["node_modules/package-" + n] = { version: "1.0." + n, license: "MIT" };
    fs.writeFileSync("package-lock.json", JSON.stringify({ packages }, null, 2) + "\\n");
    fs.appendFileSync("index.js", "// uses them\\n");
  '`;
  return settledAttempt(stage, 'lockfile', { 'index.js': 'start();\n' }, change);
}

async function settledAttempt(
  stage: Stage,
  name: string,
  content: Readonly<Record<string, string>>,
  change: string,
): Promise<string> {
  const fixture = await stage.fixture();
  const attempts = await prepareAttempts(
    fixture,
    change,
    createRepository(join(stage.folder, name), content),
  );
  const id = await attempts.start();
  const { status, failure } = await fixture.settled(id);
  if (status !== 'REVIEW_READY') throw new Error(`The attempt is ${status}: ${failure?.message ?? ''}`);
  return `/projects/${attempts.projectId}/attempts/${id}`;
}
