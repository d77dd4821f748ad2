import lighthouse, { desktopConfig } from 'lighthouse';
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

async function scoresOf(url: string, port: number, cookie: string, config?: typeof desktopConfig) {
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
  const { categories, runtimeError, audits } = result.lhr;
  if (runtimeError) throw new Error(runtimeError.message);
  if (process.env.BENCH_LIGHTHOUSE_AUDITS)
    for (const audit of Object.values(audits))
      if (audit.score !== null && audit.score < 0.95)
        console.error(`  ${audit.id}: ${audit.displayValue ?? audit.score}`);
  const points = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  return { performance: points('performance'), accessibility: points('accessibility') };
}
