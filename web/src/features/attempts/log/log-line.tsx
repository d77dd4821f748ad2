import type { AttemptEvent } from '@contracts/attempt-event';
import { memo } from 'react';
import { AnsiLine } from '@/components/ansi-line';
import { bytes } from '@/lib/format/quantity';

const LEVEL_INK = { DEBUG: 'opacity-70', INFO: '', WARN: 'text-[#eec36a]', ERROR: 'text-[#f2907f]' };

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

export interface LineLook {
  timestamps: boolean;
  wrap: boolean;
}

interface LogLineProps extends LineLook {
  seq: number;
  ts: string;
  payload: Extract<AttemptEvent, { kind: 'LOG' }>['payload'];
}

export function Stamp({ ts }: { ts: string }) {
  return (
    <time dateTime={ts} title={ts} className="flex-none text-[#a08f7c] tabular-nums">
      {time.format(Date.parse(ts))}
    </time>
  );
}

/** One line that a program printed. Its number is a handle: a click selects the line, with Shift a range. */
export const LogLine = memo(function LogLine({ seq, ts, payload, timestamps, wrap }: LogLineProps) {
  return (
    <div
      className={`log-line flex gap-3 pr-4 ${wrap ? 'break-all whitespace-pre-wrap' : 'h-5 whitespace-pre'}`}
    >
      <LineNumber seq={seq} />
      {timestamps && <Stamp ts={ts} />}
      <span className={`min-w-0 flex-1 ${LEVEL_INK[payload.level]}`}>
        <AnsiLine text={payload.message} />
        {payload.truncated_bytes !== undefined && (
          <span className="opacity-75"> … {bytes(payload.truncated_bytes)} more in the raw log</span>
        )}
      </span>
    </div>
  );
});

/** Found by the list, which listens for all of them. */
export function LineNumber({ seq }: { seq: number }) {
  return (
    <span
      aria-hidden="true"
      data-line={seq}
      className="min-w-12 flex-none cursor-pointer text-right whitespace-nowrap text-[#a08f7c] select-none hover:text-[#f0e4d3] max-sm:min-w-9"
    >
      {seq}
    </span>
  );
}
