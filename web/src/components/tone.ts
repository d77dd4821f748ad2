import type { Tone } from '@/lib/attempt-activity';

/** Whole class names, because Tailwind reads the source for them. */
export const toneFill: Record<Tone, string> = {
  stone: 'bg-stone-bg text-stone-fg',
  slate: 'bg-slate-bg text-slate-fg',
  ochre: 'bg-ochre-bg text-ochre-fg',
  fig: 'bg-fig-bg text-fig-fg',
  moss: 'bg-moss-bg text-moss-fg',
  brick: 'bg-brick-bg text-brick-fg',
  amber: 'bg-amber-bg text-amber-fg',
  lake: 'bg-lake-bg text-lake-fg',
};

export const toneDot: Record<Tone, string> = {
  stone: 'bg-stone-dot',
  slate: 'bg-slate-dot',
  ochre: 'bg-ochre-dot',
  fig: 'bg-fig-dot',
  moss: 'bg-moss-dot',
  brick: 'bg-brick-dot',
  amber: 'bg-amber-dot',
  lake: 'bg-lake-dot',
};
