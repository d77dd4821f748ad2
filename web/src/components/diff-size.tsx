import { plural } from '@/lib/format/quantity';

interface DiffSizeProps {
  additions: number;
  deletions: number;
}

export function DiffSize({ additions, deletions }: DiffSizeProps) {
  return (
    <span className="code inline-flex gap-[5px] whitespace-nowrap">
      <span className="sr-only">{`${plural(additions, 'line')} added, ${deletions} removed`}</span>
      {additions > 0 && (
        <span aria-hidden="true" className="text-moss-fg">
          +{additions}
        </span>
      )}
      {deletions > 0 && (
        <span aria-hidden="true" className="text-brick-fg">
          −{deletions}
        </span>
      )}
      {additions + deletions === 0 && <span aria-hidden="true">±0</span>}
    </span>
  );
}
