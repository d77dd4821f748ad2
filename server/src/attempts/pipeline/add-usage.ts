import type { AttemptUsage } from '../attempt.entity.js';

/** What two runs used together; unknown only where neither says it. */
export function addUsage(a: AttemptUsage | null, b: AttemptUsage | null): AttemptUsage | null {
  if (a === null || b === null) return a ?? b;
  return {
    input_tokens: add(a.input_tokens, b.input_tokens),
    output_tokens: add(a.output_tokens, b.output_tokens),
    cache_read_tokens: add(a.cache_read_tokens, b.cache_read_tokens),
    cache_write_tokens: add(a.cache_write_tokens ?? null, b.cache_write_tokens ?? null),
    cost_usd: add(a.cost_usd, b.cost_usd),
  };
}

const add = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0);
