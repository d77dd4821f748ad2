import { setImmediate } from 'node:timers/promises';
import type { RecordBatch } from '../../platform/runner-client/record-reader.js';

export interface BatchLimits {
  readonly maxRecords: number;
  readonly maxBytes: number;
}

/**
 * Joins batches that are there already into one of about `maxRecords` records or `maxBytes`, whichever is less: the busier the database, the larger
 * its transactions, and a single line still goes out at once.
 */
export async function* coalesceBatches(
  source: AsyncGenerator<RecordBatch>,
  { maxRecords, maxBytes }: BatchLimits,
): AsyncGenerator<RecordBatch> {
  let next = readAhead(source);
  try {
    for (;;) {
      const first = await next;
      if (first.done) return;
      const batches = [first.value];
      let records = first.value.records.length;
      next = readAhead(source);
      let bytes = first.value.to - first.value.from;
      while (records < maxRecords && bytes < maxBytes) {
        const more = await Promise.race([next, setImmediate(undefined)]);
        if (more === undefined || more.done) break;
        batches.push(more.value);
        records += more.value.records.length;
        bytes += more.value.to - more.value.from;
        next = readAhead(source);
      }
      yield join(batches);
    }
  } finally {
    await source.return(undefined);
  }
}

/** Fails when it is awaited, not before. */
function readAhead(source: AsyncGenerator<RecordBatch>): Promise<IteratorResult<RecordBatch, undefined>> {
  const next = source.next();
  next.catch(() => undefined);
  return next;
}

function join(batches: readonly RecordBatch[]): RecordBatch {
  const [first, ...rest] = batches;
  const last = rest.at(-1);
  if (!first) throw new Error('nothing to join');
  return last ? { from: first.from, to: last.to, records: batches.flatMap(({ records }) => records) } : first;
}
