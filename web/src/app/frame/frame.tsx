import { Suspense, type ReactNode } from 'react';
import { onDemand } from '@/lib/on-demand';
import { useMediaQuery } from '@/lib/use-media-query';

const NarrowBar = onDemand(() => import('./narrow-bar'));

interface FrameProps {
  sidebar: ReactNode;
  title: string;
  children: ReactNode;
}

export function Frame({ sidebar, title, children }: FrameProps) {
  const narrow = useMediaQuery('(max-width: 767px)');
  return (
    <div className="grid h-full grid-cols-[auto_minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[auto_minmax(0,1fr)]">
      {narrow ? (
        <Suspense fallback={<div className="h-12" />}>
          <NarrowBar title={title}>{sidebar}</NarrowBar>
        </Suspense>
      ) : (
        <aside aria-label="Project" className="min-h-0">
          {sidebar}
        </aside>
      )}
      <div className="min-h-0 min-w-0">{children}</div>
    </div>
  );
}
