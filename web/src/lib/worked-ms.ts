import type { Attempt } from '@/lib/api/types';

/** How long agents and gates worked; between the end of a run and its merge only people do. Null when none did. */
export function workedMs({ runs, gates }: Pick<Attempt, 'runs' | 'gates'>): number | null {
  const spans = [
    ...runs.map(({ started_at: from, finished_at: to }) =>
      to === null ? null : Date.parse(to) - Date.parse(from),
    ),
    ...gates.map((gate) => gate.duration_ms),
  ].filter((span) => span !== null);
  return spans.length === 0 ? null : spans.reduce((sum, span) => sum + span, 0);
}
