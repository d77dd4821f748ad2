import { BarStack } from '@visx/shape';
import { useId } from 'react';
import type { Insights } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { dayWord } from '../figure-words';
import { OUTCOMES, type Outcome } from '../outcomes';
import { ChartCard } from './chart-card';
import { DayPlot } from './day-plot';
import { Patch, PatternDefs } from './pattern-fill';

type Day = Insights['days'][number];

const hintOf = ({ day, runs, outcomes }: Day): string => {
  const parts = OUTCOMES.filter(({ outcome }) => outcomes[outcome] > 0).map(
    ({ outcome, word }) => `${word}: ${outcomes[outcome]}`,
  );
  return [`${dayWord(day)}: ${plural(runs, 'run')}`, ...parts].join('\n');
};

export function OutcomesChart({ days, totals }: Pick<Insights, 'days' | 'totals'>) {
  const id = useId();
  const shown = OUTCOMES.filter(({ outcome }) => totals.outcomes[outcome] > 0);
  const looks = new Map(shown.map((look) => [look.outcome, look]));
  const most = Math.max(...days.map(({ runs }) => runs));
  const byDay = new Map(days.map((day) => [day.day, day]));
  return (
    <ChartCard
      title="Runs by outcome"
      note={`${plural(totals.runs, 'run')}, on the day each began`}
      head={['Day', 'Runs', ...shown.map(({ word }) => word)]}
      rows={days.map(({ day, runs, outcomes }) => ({
        key: day,
        name: dayWord(day),
        cells: [runs, ...shown.map(({ outcome }) => outcomes[outcome])].map(String),
      }))}
      legend={
        <ul aria-hidden="true" className="mb-2 flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
          {shown.map(({ outcome, word, fill, pattern }) => (
            <li key={outcome} className="inline-flex items-center gap-1.5">
              <svg width={12} height={12} className="rounded-[3px]">
                <Patch id={id} fill={fill} pattern={pattern} width={12} height={12} />
              </svg>
              {word} {totals.outcomes[outcome]}
            </li>
          ))}
        </ul>
      }
    >
      <svg width={0} height={0} aria-hidden="true" className="absolute">
        <PatternDefs id={id} />
      </svg>
      <DayPlot
        days={days.map(({ day }) => day)}
        max={most}
        step={most <= 4 ? 1 : undefined}
        tickWord={String}
        hint={(day) => hintOf(byDay.get(day) ?? { ...totals, day })}
      >
        {({ x, y }) => (
          <BarStack<Day, Outcome>
            data={[...days]}
            keys={shown.map(({ outcome }) => outcome)}
            value={({ outcomes }, outcome) => outcomes[outcome]}
            x={({ day }) => day}
            xScale={x}
            yScale={y}
            color={() => ''}
          >
            {(stacks) =>
              stacks.flatMap(({ key, bars }) => {
                const look = looks.get(key);
                if (!look) return [];
                return bars
                  .filter(({ height }) => height > 0)
                  .map((bar) => (
                    <Patch
                      key={`${key}-${bar.index}`}
                      id={id}
                      fill={look.fill}
                      pattern={look.pattern}
                      x={bar.x}
                      y={bar.y}
                      width={bar.width}
                      // A gap between the parts, also where their colours are alike.
                      height={Math.max(1, bar.height - 1)}
                    />
                  ));
              })
            }
          </BarStack>
        )}
      </DayPlot>
    </ChartCard>
  );
}
