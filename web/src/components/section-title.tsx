import type { ReactNode } from 'react';

interface SectionTitleProps {
  children: ReactNode;
  aside?: ReactNode;
  /** 2 directly below a page's title. */
  level?: 2 | 3;
}

export function SectionTitle({ children, aside, level = 3 }: SectionTitleProps) {
  const Heading = `h${level}` as const;
  return (
    <Heading className="mb-2 flex items-center gap-2 text-xs font-[650] text-muted">
      {children}
      {aside !== undefined && <span className="font-medium text-subtle">{aside}</span>}
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </Heading>
  );
}
