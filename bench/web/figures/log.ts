import { prepareAttempts } from '../../projects.js';
import { atMost, type Figure } from '../../figure.js';
import { percentile } from '../../statistics.js';
import { against } from '../against.js';
import { heapAfterCollection, inPage } from '../browser.js';

const LINES = 100_000;
const PER_SECOND = 5_000;

const AGENT = `node -e '
let n = 0;
const timer = setInterval(() => {
  let text = "";
  for (let i = 0; i < ${PER_SECOND / 50}; i++) text += "\\x1b[32mok\\x1b[0m step " + ++n + " of a build that prints a line of usual length\\n";
  process.stdout.write(text);
  if (n >= ${LINES}) clearInterval(timer);
}, 20);
'`;

export const liveLog: Figure = {
  name: 'browser: log of 100,000 lines, live',
  limit: 'no frame over 100 ms, 200 MB',
  async measure(stage) {
    const [fixture, browser] = [await stage.fixture(), await stage.browser()];
    const attempts = await prepareAttempts(fixture, AGENT);
    return browser.with(async (page) => {
      const id = await attempts.start();
      await page.goto(`${browser.url}/projects/${attempts.projectId}/attempts/${id}?tab=logs`);
      const log = page.getByRole('log');
      await log
        .getByText(/of a build that prints/)
        .first()
        .waitFor();
      await inPage(page, 'watchFrames()');
      const start = performance.now();
      await log.getByText(`step ${LINES} of`).waitFor({ timeout: 300_000 });
      const seconds = (performance.now() - start) / 1000;
      const frames = await inPage<number[]>(page, 'frames()');
      const heap = await heapAfterCollection(page);
      const name = 'log of 100,000 lines';
      return [
        against(`${name}: lines shown per second`, LINES / seconds, 'lines/s', PER_SECOND, null),
        against(`${name}: worst frame`, Math.max(...frames), 'ms', 100, atMost(100, 'product')),
        against(`${name}: frames, p99`, percentile(frames, 0.99), 'ms', 100, null),
        against(`${name}: heap at its end`, heap, 'MB', 200, atMost(200, 'product')),
      ];
    });
  },
};
