import { Bar } from '@visx/shape';
import type { Insights } from '@/lib/api/types';
import { money } from '@/lib/format/quantity';
import { costWord, dayWord, tokensWord } from '../figure-words';
import { ChartCard } from './chart-card';
import { DayPlot } from './day-plot';

export function CostChart({ days, totals }: Pick<Insights, 'days' | 'totals'>) {
  const byDay = new Map(days.map((day) => [day.day, day]));
  return (
    <ChartCard
      title="Cost"
      note={totals.unknown_cost_runs > 0 ? '? marks days with runs of unknown cost' : 'As agents say it'}
      head={['Day', 'Cost', 'Tokens']}
      rows={days.map((day) => ({
        key: day.day,
        name: dayWord(day.day),
        cells: [costWord(day), tokensWord(day)],
      }))}
    >
      <DayPlot
        days={days.map(({ day }) => day)}
        max={Math.max(...days.map(({ cost_usd: cost }) => cost ?? 0))}
        tickWord={money}
        hint={(day) => `${dayWord(day)}: ${costWord(byDay.get(day) ?? totals)}`}
      >
        {({ x, y, height }) =>
          days.map(({ day, cost_usd: cost, unknown_cost_runs: unknown }) => (
            <g key={day}>
              <Bar
                x={x(day) ?? 0}
                y={y(cost ?? 0)}
                width={x.bandwidth()}
                height={height - y(cost ?? 0)}
                rx={2}
                className="fill-ochre-dot"
              />
              {unknown > 0 && (
                <text
                  x={(x(day) ?? 0) + x.bandwidth() / 2}
                  y={y(cost ?? 0) - 3}
                  textAnchor="middle"
                  className="fill-muted text-[10px]"
                >
                  ?
                </text>
              )}
            </g>
          ))
        }
      </DayPlot>
    </ChartCard>
  );
}
