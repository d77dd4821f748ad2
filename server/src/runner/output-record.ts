import type { OutputRecord } from '../platform/process/run-protocol/run-record.js';
import type { SplitLine } from './line-splitter.js';
import { completeUtf8Length, decodeSafely } from './safe-text.js';

const CARRIAGE_RETURN = 0x0d;

export function toOutputRecord(kind: OutputRecord['kind'], step: string, line: SplitLine): OutputRecord {
  const { length } = line.bytes;
  const cut = line.omittedBytes > 0 ? completeUtf8Length(line.bytes) : length;
  const omittedBytes = line.omittedBytes + length - cut;
  const end = line.terminated && line.bytes[cut - 1] === CARRIAGE_RETURN ? cut - 1 : cut;
  return {
    kind,
    step,
    text: decodeSafely(line.bytes.subarray(0, end)),
    ...(omittedBytes > 0 && { omittedBytes }),
    ...(!line.terminated && { unterminated: true as const }),
  };
}
