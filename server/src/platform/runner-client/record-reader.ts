import type { RunRecord } from '../process/run-protocol/run-record.js';

/** Consecutive records together with the spool offsets before the first and after the last of them. */
export interface RecordBatch {
  readonly from: number;
  readonly to: number;
  readonly records: readonly RunRecord[];
}

/**
 * Turns spool bytes, from the socket or from the file, into batches of complete records.
 * Half a record at the end is ignored: its writer died, or the rest arrives over the next connection.
 * What a power failure left unreadable ends the records too.
 */
export async function* readRecords(source: AsyncIterable<Buffer>, from: number): AsyncGenerator<RecordBatch> {
  let offset = from;
  let unfinished: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = unfinished.length === 0 ? chunk : Buffer.concat([unfinished, chunk]);
    const end = bytes.lastIndexOf('\n') + 1;
    unfinished = bytes.subarray(end);
    if (end === 0) continue;
    const lines = bytes.toString('utf8', 0, end - 1).split('\n');
    const records = parseWhileReadable(lines);
    const isReadable = records.length === lines.length;
    const length = isReadable ? end : byteLength(lines.slice(0, records.length));
    if (length > 0) yield { from: offset, to: offset + length, records };
    if (!isReadable) return;
    offset += end;
  }
}

function parseWhileReadable(lines: readonly string[]): RunRecord[] {
  const records: RunRecord[] = [];
  try {
    for (const line of lines) records.push(JSON.parse(line) as RunRecord);
  } catch {
    return records;
  }
  return records;
}

const byteLength = (lines: readonly string[]): number =>
  lines.reduce((bytes, line) => bytes + Buffer.byteLength(line) + 1, 0);
