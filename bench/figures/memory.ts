import { atMost, type Figure } from '../figure.js';
import { idleMemoryMiB } from '../process-memory.js';
import { prepareAttempts } from '../projects.js';
import { startFixture } from '../stage.js';

const LINES = 10_000;
const FIRST = 10;
const ALL = 200;
const ALL_IN_FULL = 1_000;
const AT_ONCE = 4;
const AGENT = `seq -f 'line %.0f: compiled module src/features/board/card.tsx without warnings' ${LINES}`;

export const memory: Figure = {
  name: 'memory after many attempts',
  limit: `the same server after ${FIRST}`,
  async measure({ full }) {
    const fixture = await startFixture();
    const attempts = await prepareAttempts(fixture, AGENT);
    const all = full ? ALL_IN_FULL : ALL;
    const run = async (count: number): Promise<number> => {
      let left = count;
      const worker = async (): Promise<void> => {
        while (left-- > 0) await fixture.settled(await attempts.start());
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return idleMemoryMiB(fixture.server.pid);
    };
    const few = await run(FIRST);
    const many = await run(all - FIRST);
    await fixture.stop();
    return [
      {
        what: `memory after ${all} attempts of ${LINES.toLocaleString('en')} lines, after ${FIRST}`,
        product: { value: many, unit: 'MiB' },
        limit: { value: few, unit: 'MiB' },
        ratio: many / few,
        target: atMost(1.2),
      },
    ];
  },
};
