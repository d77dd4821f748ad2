export const money = (usd: number): string => (usd > 0 && usd < 0.01 ? '<$0.01' : `$${usd.toFixed(2)}`);

export function tokens(count: number): string {
  if (count < 1000) return `${count} tokens`;
  return count < 1_000_000
    ? `${Math.round(count / 1000)}k tokens`
    : `${(count / 1_000_000).toFixed(1)}M tokens`;
}

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  return size < 1024 ** 2 ? `${Math.round(size / 1024)} kB` : `${(size / 1024 ** 2).toFixed(1)} MB`;
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
