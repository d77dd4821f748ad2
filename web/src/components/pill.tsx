import type { ReactNode } from 'react';
import type { Tone } from '@/lib/attempt-activity';
import { toneDot, toneFill } from './tone';

interface PillProps {
  tone: Tone;
  pulse?: boolean;
  children: ReactNode;
}

export function Pill({ tone, pulse = false, children }: PillProps) {
  return (
    <span
      className={`inline-flex min-w-0 items-center gap-1.5 rounded-full px-[9px] py-[3px] text-xs font-semibold ${toneFill[tone]}`}
    >
      {pulse && <PulseDot tone={tone} />}
      {children}
    </span>
  );
}

export function PulseDot({ tone = 'lake' }: { tone?: Tone }) {
  return (
    <span
      aria-hidden="true"
      className={`size-[7px] flex-none animate-pulse-dot rounded-full motion-reduce:animate-none ${toneDot[tone]}`}
    />
  );
}

export function Count({ children }: { children: ReactNode }) {
  return (
    <span className="rounded-full bg-stone-bg px-1.5 text-[11px] font-semibold text-stone-fg">
      {children}
    </span>
  );
}
