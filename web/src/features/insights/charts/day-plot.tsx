import { AxisBottom, AxisLeft } from '@visx/axis';
import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import type { ReactNode } from 'react';
import { dayWord } from '../figure-words';
import { useWidth } from './use-width';

const HEIGHT = 190;
const MARGIN = { top: 8, right: 18, bottom: 24, left: 52 };
const LABEL_WIDTH = 54;

const tickLabel = { className: 'fill-subtle', fontSize: 11, fontFamily: 'inherit' };

export interface Plot {
  x: ReturnType<typeof scaleBand<string>>;
  y: ReturnType<typeof scaleLinear<number>>;
  height: number;
}

interface DayPlotProps {
  days: readonly string[];
  max: number;
  /** What lies between two lines; without it a round number. */
  step?: number | undefined;
  tickWord: (value: number) => string;
  /** What a pointer that rests on a day is told. */
  hint: (day: string) => string;
  children: (plot: Plot) => ReactNode;
}

/** The frame of a chart by day: axes, lines to read by, and a word on each day. The table beside it speaks. */
export function DayPlot({ days, max, step, tickWord, hint, children }: DayPlotProps) {
  const [ref, width] = useWidth();
  const inner = { width: width - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const x = scaleBand({ domain: [...days], range: [0, inner.width], padding: 0.24 });
  const top = max > 0 ? max : 1;
  const y = scaleLinear({
    domain: [0, step === undefined ? top : Math.ceil(top / step) * step],
    range: [inner.height, 0],
    nice: step === undefined && 4,
  });
  const lines =
    step === undefined
      ? y.ticks(4)
      : Array.from({ length: Math.ceil(top / step) + 1 }, (_, line) => line * step);
  const every = Math.max(1, Math.ceil((days.length * LABEL_WIDTH) / inner.width));
  // Counted from today, which is always named.
  const named = days.filter((_, index) => (days.length - 1 - index) % every === 0);
  return (
    <div ref={ref} className="overflow-hidden">
      <svg width={width} height={HEIGHT} aria-hidden="true" className="block">
        <Group left={MARGIN.left} top={MARGIN.top}>
          {lines.map((line) => (
            <line key={line} x2={inner.width} y1={y(line)} y2={y(line)} className="stroke-line" />
          ))}
          {children({ x, y, height: inner.height })}
          {days.map((day) => (
            <rect
              key={day}
              x={(x(day) ?? 0) - (x.step() - x.bandwidth()) / 2}
              width={x.step()}
              height={inner.height}
              className="fill-transparent hover:fill-ink/5"
            >
              <title>{hint(day)}</title>
            </rect>
          ))}
          <AxisLeft
            scale={y}
            tickValues={lines}
            tickFormat={(value) => tickWord(Number(value))}
            hideAxisLine
            hideTicks
            tickLabelProps={{ ...tickLabel, textAnchor: 'end', dx: -2, dy: '0.32em' }}
          />
          <AxisBottom
            scale={x}
            top={inner.height}
            tickValues={named}
            tickFormat={dayWord}
            hideTicks
            stroke="var(--border-strong)"
            tickLabelProps={{ ...tickLabel, textAnchor: 'middle' }}
          />
        </Group>
      </svg>
    </div>
  );
}
