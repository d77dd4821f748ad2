import type { RunFigures } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import {
  durationWord,
  firstPassRate,
  firstPassWord,
  knownCostWord,
  NONE,
  perMergeWord,
  tokenCount,
  tokensWord,
} from './figure-words';

interface Measure {
  name: string;
  hint: string;
  word: (figures: RunFigures) => string;
  value: (figures: RunFigures) => number | null;
}

const MEASURES: readonly Measure[] = [
  { name: 'Runs', hint: 'Attempts that began', word: ({ runs }) => String(runs), value: ({ runs }) => runs },
  {
    name: 'Merged',
    hint: 'Runs whose change was merged',
    word: ({ outcomes }) => String(outcomes.merged),
    value: ({ outcomes }) => outcomes.merged,
  },
  {
    name: 'Green at first',
    hint: 'First attempts with every gate green',
    word: firstPassWord,
    value: firstPassRate,
  },
  {
    name: 'Runs per merge',
    hint: 'Attempts that a merged task took',
    word: perMergeWord,
    value: ({ runs_per_merge: runs }) => runs,
  },
  {
    name: 'Median time',
    hint: 'Agents and gates at work',
    word: ({ duration }) => durationWord(duration.median_ms),
    value: ({ duration }) => duration.median_ms,
  },
  {
    name: 'Cost',
    hint: 'What agents say that they cost',
    word: knownCostWord,
    value: ({ cost_usd: cost }) => cost,
  },
  { name: 'Tokens', hint: 'Read and written', word: tokensWord, value: tokenCount },
];

function changeWord({ word, value }: Measure, now: RunFigures, before: RunFigures): string {
  const [is, was] = [value(now), value(before)];
  if (is === null || was === null) return `${word(before) === NONE ? 'nothing' : word(before)} before`;
  if (is === was) return 'as before';
  return `${is > was ? '▲ up' : '▼ down'} from ${word(before)}`;
}

interface TotalsProps {
  now: RunFigures;
  /** Of as many days before. */
  before: RunFigures;
}

export function Totals({ now, before }: TotalsProps) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(8.25rem,1fr))] gap-2">
      {MEASURES.map((measure) => (
        <div key={measure.name} className="rounded-xl border bg-card px-3 py-2.5" title={measure.hint}>
          <dt className="text-xs text-subtle">{measure.name}</dt>
          <dd>
            <span className="title block text-[19px] leading-snug tabular-nums">{measure.word(now)}</span>
            <span className="block text-xs text-subtle">{changeWord(measure, now, before)}</span>
            {measure.name === 'Cost' && now.unknown_cost_runs > 0 && (
              <span className="block text-xs text-subtle">
                and {plural(now.unknown_cost_runs, 'run')} of unknown cost
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
