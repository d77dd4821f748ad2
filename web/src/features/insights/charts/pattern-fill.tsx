import type { Pattern } from '../outcomes';

const LINE = 'stroke-card';

const MARKS: Record<Exclude<Pattern, 'plain'>, React.ReactNode> = {
  rising: <path d="M-1 1 1-1M0 6 6 0M5 7 7 5" className={LINE} strokeWidth={1.4} />,
  falling: <path d="M-1 5 1 7M0 0 6 6M5-1 7 1" className={LINE} strokeWidth={1.4} />,
  level: <path d="M0 3H6" className={LINE} strokeWidth={1.4} />,
  dots: <circle cx={3} cy={3} r={1.2} className="fill-card" />,
};

const PATTERNS = ['rising', 'falling', 'level', 'dots'] as const;

/** Marks that lie over a colour, for those who do not see it. */
export function PatternDefs({ id }: { id: string }) {
  return (
    <defs>
      {PATTERNS.map((pattern) => (
        <pattern key={pattern} id={`${id}-${pattern}`} width={6} height={6} patternUnits="userSpaceOnUse">
          {MARKS[pattern]}
        </pattern>
      ))}
    </defs>
  );
}

interface PatchProps {
  id: string;
  fill: string;
  pattern: Pattern;
  x?: number;
  y?: number;
  width: number;
  height: number;
}

/** A rectangle of a colour and its marks. */
export function Patch({ id, fill, pattern, ...place }: PatchProps) {
  return (
    <>
      <rect {...place} className={fill} />
      {pattern !== 'plain' && <rect {...place} fill={`url(#${id}-${pattern})`} />}
    </>
  );
}
