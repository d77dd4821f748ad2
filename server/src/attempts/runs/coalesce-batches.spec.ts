import { setImmediate } from 'node:timers/promises';
import type { RecordBatch } from '../../platform/runner-client/record-reader.js';
import { coalesceBatches } from './coalesce-batches.js';

const batch = (from: number, to: number): RecordBatch => ({
  from,
  to,
  records: Array.from({ length: to - from }, (_, index) => ({
    n: from + index + 1,
    at: 0,
    kind: 'step_started' as const,
    step: 'x',
  })),
});

async function* sourceOf(...items: (RecordBatch | Error | 'pause')[]): AsyncGenerator<RecordBatch> {
  for (const item of items) {
    if (item instanceof Error) throw item;
    if (item === 'pause') for (let turn = 0; turn < 5; turn++) await setImmediate();
    else yield await Promise.resolve(item);
  }
}

async function collect(source: AsyncGenerator<RecordBatch>): Promise<[number, number, number][]> {
  const seen: [number, number, number][] = [];
  for await (const { from, to, records } of source) seen.push([from, to, records.length]);
  return seen;
}

const upTo = (maxRecords: number, maxBytes = 1_000) => ({ maxRecords, maxBytes });

describe('batches', () => {
  test('that are there already become one', async () => {
    expect(
      await collect(coalesceBatches(sourceOf(batch(0, 2), batch(2, 5), batch(5, 6)), upTo(100))),
    ).toEqual([[0, 6, 6]]);
  });

  test('that come later do not hold up the ones before', async () => {
    expect(await collect(coalesceBatches(sourceOf(batch(0, 2), 'pause', batch(2, 5)), upTo(100)))).toEqual([
      [0, 2, 2],
      [2, 5, 3],
    ]);
  });

  test('are not joined beyond the limit of bytes', async () => {
    const source = sourceOf(batch(0, 3), batch(3, 6), batch(6, 9));
    expect(await collect(coalesceBatches(source, upTo(100, 4)))).toEqual([
      [0, 6, 6],
      [6, 9, 3],
    ]);
  });

  test('are not joined beyond the limit', async () => {
    expect(await collect(coalesceBatches(sourceOf(batch(0, 3), batch(3, 6), batch(6, 9)), upTo(4)))).toEqual([
      [0, 6, 6],
      [6, 9, 3],
    ]);
  });

  test('before a failure are given out, then it fails', async () => {
    const seen: number[] = [];
    const read = async (): Promise<void> => {
      for await (const { to } of coalesceBatches(
        sourceOf(batch(0, 3), 'pause', new Error('gone')),
        upTo(100),
      ))
        seen.push(to);
    };
    await expect(read()).rejects.toThrow('gone');
    expect(seen).toEqual([3]);
  });

  test('end their source when the reader stops early', async () => {
    const source = sourceOf(batch(0, 3), 'pause', batch(3, 6));
    for await (const seen of coalesceBatches(source, upTo(1))) if (seen.to === 3) break;
    expect(await source.next()).toMatchObject({ done: true });
  });
});
