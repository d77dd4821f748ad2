import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { PulseDot } from '@/components/pill';
import { duration } from '@/lib/format/duration';
import { LineNumber, Stamp } from './log-line';

const LOOK =
  'flex min-h-[26px] w-full min-w-0 items-center gap-2 px-4 text-left font-sans text-[12.5px] text-[#cbb9a2]';

interface StepRowProps {
  name: string;
  /** `null` where there is nothing to open. */
  isOpen?: boolean | null;
  onToggle?: () => void;
  running?: boolean;
  ms?: number | null;
  stamp?: string | null;
  children?: ReactNode;
}

/** One step on one line: what was done, to what, how it ended, how long it took. */
export function StepRow({
  name,
  isOpen = null,
  onToggle,
  running = false,
  ms,
  stamp,
  children,
}: StepRowProps) {
  const content = (
    <>
      {isOpen !== null ? (
        <ChevronRight
          size={14}
          aria-hidden="true"
          className={`-ml-1 flex-none ${isOpen ? 'rotate-90' : ''}`}
        />
      ) : running ? (
        <PulseDot />
      ) : (
        <span aria-hidden="true" className="mx-[1.5px] size-1 flex-none rounded-full bg-[#a08f7c]" />
      )}
      {stamp && <Stamp ts={stamp} />}
      <strong className="flex-none font-semibold text-[#f0e4d3]">{name}</strong>
      {children}
      {running && isOpen !== null && <PulseDot />}
      {typeof ms === 'number' && <span className="ml-auto flex-none pl-2 tabular-nums">{duration(ms)}</span>}
    </>
  );
  if (isOpen === null) return <div className={LOOK}>{content}</div>;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className={`${LOOK} -outline-offset-2 hover:bg-[#2e251e]`}
    >
      {content}
    </button>
  );
}

export function Exit({ code }: { code: number | null }) {
  const look = code === 0 ? 'bg-[#2d3b1c] text-[#b8d290]' : 'bg-[#4c231b] text-[#f5a294]';
  return (
    <span className={`flex-none rounded-full px-2 text-[11.5px] font-semibold ${look}`}>
      {code === null ? 'no exit code' : `exit ${code}`}
    </span>
  );
}

export const Mono = ({ children }: { children: ReactNode }) => (
  <code className="min-w-0 truncate font-mono text-[12px]">
    <bdi>{children}</bdi>
  </code>
);

/** A step in the raw view. */
export function PlainRow({ seq, ts, text }: { seq: number; ts: string | null; text: string }) {
  return (
    <div className="log-line flex gap-3 pr-4 break-words whitespace-pre-wrap">
      <LineNumber seq={seq} />
      {ts !== null && <Stamp ts={ts} />}
      <span className="min-w-0 flex-1 text-[#cbb9a2]">{text}</span>
    </div>
  );
}
