import type { OutputRecord } from '../platform/process/run-protocol/run-record.js';
import type { SplitLine } from './line-splitter.js';

export function toOutputRecord(kind: OutputRecord['kind'], step: string, line: SplitLine): OutputRecord {
  const record: OutputRecord = { kind, step, text: line.text };
  if (line.omittedBytes > 0) record.omittedBytes = line.omittedBytes;
  if (!line.terminated) record.unterminated = true;
  return record;
}
