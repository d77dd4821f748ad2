import type { ReactNode } from 'react';

export function SectionTitle({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <h3 className="mb-2 flex items-center gap-2 text-xs font-[650] text-muted">
      {children}
      {aside !== undefined && <span className="font-medium text-subtle">{aside}</span>}
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </h3>
  );
}
