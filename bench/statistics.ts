export function percentile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) * fraction)] ?? NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
