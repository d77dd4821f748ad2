import { isMet, type Measurement, type Quantity } from './figure.js';

const HEAD = ['figure', 'product', 'limit', 'ratio', 'target', ''] as const;

export function table(measurements: readonly Measurement[]): string {
  const rows = [[...HEAD], ...measurements.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

function cells(measurement: Measurement): string[] {
  const { what, product, limit, ratio, target } = measurement;
  const aim = target && `${target.sign} ${target.bound}${target.of === 'product' ? ` ${product.unit}` : ''}`;
  const verdict = target === null ? '' : isMet(measurement) ? 'met' : 'MISSED';
  return [what, quantity(product), quantity(limit), number(ratio), aim ?? 'told only', verdict];
}

/** Words to the left, numbers to the right. */
const pad = (cell: string, width: number, column: number): string =>
  column >= 1 && column <= 3 ? cell.padStart(width) : cell.padEnd(width);

const quantity = ({ value, unit }: Quantity): string => `${number(value)} ${unit}`;

const number = (value: number): string =>
  value >= 100
    ? Math.round(value).toLocaleString('en')
    : value.toLocaleString('en', { maximumSignificantDigits: 3, minimumSignificantDigits: 2 });
