import lighthouse, { desktopConfig, type Result } from 'lighthouse';
import { atLeast, type Figure } from '../../figure.js';
import { median } from '../../statistics.js';
import { against } from '../against.js';
import { newBoard } from '../new-board.js';

const CARDS = 60;
const RUNS = 3;

/** Lighthouse of the board that a person comes back to: a signed-in visit with nothing in the cache. */
export const lighthouseScores: Figure = {
  name: 'browser: Lighthouse',
  limit: '100',
  async measure(stage) {
    const browser = await stage.browser();
    const id = await newBoard(stage, CARDS);
    const cookie = await browser.cookieHeader();
    const run = async (config?: typeof desktopConfig) => {
      const scores: { performance: number; accessibility: number }[] = [];
      for (let round = 0; round < RUNS; round++)
        scores.push(await scoresOf(`${browser.url}/projects/${id}`, browser.port, cookie, config));
      return {
        performance: median(scores.map(({ performance }) => performance)),
        accessibility: median(scores.map(({ accessibility }) => accessibility)),
      };
    };
    const desktop = await run(desktopConfig);
    const phone = await run();
    return [
      against('Lighthouse, desktop: performance', desktop.performance, 'points', 100, atLeast(95, 'product')),
      against(
        'Lighthouse, desktop: accessibility',
        desktop.accessibility,
        'points',
        100,
        atLeast(100, 'product'),
      ),
      against('Lighthouse, slow phone: performance', phone.performance, 'points', 100, null),
      against(
        'Lighthouse, slow phone: accessibility',
        phone.accessibility,
        'points',
        100,
        atLeast(100, 'product'),
      ),
    ];
  },
};

/** Chromium's trace of a busy machine may lack its first mark; Lighthouse itself asks to run again then. */
const AGAIN = ['NO_NAVSTART', 'NO_FCP'];
const ROUNDS = 3;

async function scoresOf(url: string, port: number, cookie: string, config?: typeof desktopConfig) {
  for (let round = 1; ; round++) {
    const { lhr } = await audit(url, port, cookie, config);
    const { categories, runtimeError, audits } = lhr;
    if (runtimeError && AGAIN.includes(runtimeError.code) && round < ROUNDS) continue;
    if (runtimeError) throw new Error(runtimeError.message);
    if (process.env.BENCH_LIGHTHOUSE_AUDITS) printWeak(audits);
    const points = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
    return { performance: points('performance'), accessibility: points('accessibility') };
  }
}

async function audit(url: string, port: number, cookie: string, config?: typeof desktopConfig) {
  const result = await lighthouse(
    url,
    {
      port,
      onlyCategories: ['performance', 'accessibility'],
      extraHeaders: { Cookie: cookie },
      disableStorageReset: true,
      logLevel: 'error',
    },
    config,
  );
  if (!result) throw new Error('Lighthouse gave no result');
  return result;
}

function printWeak(audits: Result['audits']): void {
  for (const { id, score, displayValue } of Object.values(audits))
    if (score !== null && score < 0.95) console.error(`  ${id}: ${displayValue ?? score}`);
}
