import { LinePath } from '@visx/shape';
import type { Insights } from '@/lib/api/types';
import { duration } from '@/lib/format/duration';
import { dayWord, durationWord } from '../figure-words';
import { ChartCard } from './chart-card';
import { DayPlot } from './day-plot';

type Day = Insights['days'][number];

/** Lengths that people count in. */
const STEPS_S = [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400];

const stepFor = (maxMs: number): number | undefined =>
  STEPS_S.map((seconds) => seconds * 1000).find((step) => maxMs / step <= 5);

const tickWord = (ms: number): string =>
  ms === 0
    ? '0'
    : duration(ms)
        .replace(/ 0 [sm]$/, '')
        .replace('.0 s', ' s');

const MEDIAN = 'stroke-lake-dot';
const P90 = 'stroke-fig-dot';

const Swatch = ({ look, dash }: { look: string; dash?: string }) => (
  <svg width={22} height={8}>
    <line x2={22} y1={4} y2={4} className={look} strokeWidth={2} strokeDasharray={dash} />
  </svg>
);

export function TimeChart({ days }: Pick<Insights, 'days'>) {
  const longest = Math.max(...days.map(({ duration: time }) => time.p90_ms ?? 0));
  const byDay = new Map(days.map((day) => [day.day, day]));
  const hint = (day: string): string => {
    const known = byDay.get(day)?.duration;
    return `${dayWord(day)}: median ${durationWord(known?.median_ms ?? null)}, 9 in 10 within ${durationWord(known?.p90_ms ?? null)}`;
  };
  return (
    <ChartCard
      title="Time of a run"
      note="Agents and gates at work, without waiting"
      head={['Day', 'Median', '9 in 10 within', 'Total']}
      rows={days.map(({ day, duration: time }) => ({
        key: day,
        name: dayWord(day),
        cells: [time.median_ms, time.p90_ms, time.total_ms].map(durationWord),
      }))}
      legend={
        <ul aria-hidden="true" className="mb-2 flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
          <li className="inline-flex items-center gap-1.5">
            <Swatch look={MEDIAN} /> Median
          </li>
          <li className="inline-flex items-center gap-1.5">
            <Swatch look={P90} dash="4 3" /> 9 in 10 within
          </li>
        </ul>
      }
    >
      <DayPlot
        days={days.map(({ day }) => day)}
        max={longest}
        step={stepFor(longest)}
        tickWord={tickWord}
        hint={hint}
      >
        {({ x, y }) => {
          const place = ({ day }: Day) => (x(day) ?? 0) + x.bandwidth() / 2;
          const shared = { data: days.filter(({ duration: time }) => time.median_ms !== null), x: place };
          return (
            <>
              <LinePath
                {...shared}
                y={({ duration: time }) => y(time.p90_ms ?? 0)}
                className={P90}
                strokeWidth={1.5}
                strokeDasharray="4 3"
              />
              <LinePath
                {...shared}
                y={({ duration: time }) => y(time.median_ms ?? 0)}
                className={MEDIAN}
                strokeWidth={2}
              />
              {shared.data.map((day) => (
                <g key={day.day}>
                  <circle
                    cx={place(day)}
                    cy={y(day.duration.median_ms ?? 0)}
                    r={3}
                    className="fill-lake-dot"
                  />
                  <rect
                    x={place(day) - 2.5}
                    y={y(day.duration.p90_ms ?? 0) - 2.5}
                    width={5}
                    height={5}
                    className="fill-fig-dot"
                  />
                </g>
              ))}
            </>
          );
        }}
      </DayPlot>
    </ChartCard>
  );
}
