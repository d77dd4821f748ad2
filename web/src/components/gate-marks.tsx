import { Check, Clock, LoaderCircle, Minus, X } from 'lucide-react';
import type { Gate } from '@/lib/api/types';
import { toneFill } from './tone';
import type { Tone } from '@/lib/attempt-activity';

interface Look {
  tone: Tone;
  Icon: typeof Check;
  word: string;
}

const LOOKS: Record<Gate['status'], Look> = {
  queued: { tone: 'stone', Icon: Minus, word: 'queued' },
  running: { tone: 'lake', Icon: LoaderCircle, word: 'running' },
  passed: { tone: 'moss', Icon: Check, word: 'passed' },
  failed: { tone: 'brick', Icon: X, word: 'failed' },
  skipped: { tone: 'stone', Icon: Minus, word: 'skipped' },
  timed_out: { tone: 'brick', Icon: Clock, word: 'timed out' },
  error: { tone: 'brick', Icon: X, word: 'error' },
};

type MarkedGate = Pick<Gate, 'gate' | 'status' | 'stale'>;

export const gateWord = (gate: MarkedGate): string => LOOKS[gate.status].word + (gate.stale ? ', stale' : '');

export function GateMark({ gate }: { gate: MarkedGate }) {
  const { tone, Icon } = LOOKS[gate.status];
  const label = `${gate.gate} ${gateWord(gate)}`;
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={`grid size-[15px] place-items-center rounded-[5px] ${toneFill[gate.stale ? 'ochre' : tone]}`}
    >
      <Icon
        size={11}
        strokeWidth={2.6}
        aria-hidden="true"
        className={gate.status === 'running' ? 'animate-spin motion-reduce:animate-none' : ''}
      />
    </span>
  );
}

export function GateMarks({ gates }: { gates: readonly MarkedGate[] }) {
  if (gates.length === 0) return null;
  return (
    <span className="inline-flex gap-[3px]">
      {gates.map((gate) => (
        <GateMark key={gate.gate} gate={gate} />
      ))}
    </span>
  );
}
