import { jest } from '@jest/globals';
import { downloads } from '@/lib/testing/downloads';
import { serve } from '@/lib/testing/serve';
import { saveLog } from './save-log';

const stored = (seq: number, message: string) => ({
  attempt_id: 'attempt-1',
  seq,
  ts: `2026-01-11T07:03:0${seq}Z`,
  event: { kind: 'LOG', payload: { level: 'INFO', message, stream: 'stdout', run_id: null } },
});
const silent = { ...stored(2, ''), event: { kind: 'USAGE', payload: {} } };

afterEach(() => jest.restoreAllMocks());

test('every page of a log is in one text file, a line each with its time and without its colours', async () => {
  const asked = serve({
    'GET /api/attempts/attempt-1/events': ({ route }) =>
      route.includes('after=0&')
        ? { items: [stored(1, '\u001b[32mgreen\u001b[0m'), silent], next_after: 2 }
        : { items: [stored(3, 'the end')], next_after: null },
  });
  const { names, texts } = downloads();
  await saveLog('attempt-1', 'attempt-1.log');
  expect(names).toEqual(['attempt-1.log']);
  expect(await texts()).toEqual(['2026-01-11T07:03:01Z green\n2026-01-11T07:03:03Z the end\n']);
  expect(asked.map(({ route }) => /after=\d+/.exec(route)?.[0])).toEqual(['after=0', 'after=2']);
});

test('half a log is never handed out', async () => {
  serve({
    'GET /api/attempts/attempt-1/events': ({ route }) =>
      route.includes('after=0&') ? { items: [stored(1, 'one')], next_after: 1 } : Response.error(),
  });
  const { names } = downloads();
  await expect(saveLog('attempt-1', 'attempt-1.log')).rejects.toThrow();
  expect(names).toEqual([]);
});
