import { WifiOff } from 'lucide-react';
import { Suspense, type ReactNode } from 'react';
import type { Connection } from '@/lib/live/reconnecting-socket';
import { onDemand } from '@/lib/on-demand';
import { useMediaQuery } from '@/lib/use-media-query';

const NarrowBar = onDemand(() => import('./narrow-bar'));

interface FrameProps {
  sidebar: ReactNode;
  title: string;
  connection: Connection;
  children: ReactNode;
}

export function Frame({ sidebar, title, connection, children }: FrameProps) {
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
      <div className="flex min-h-0 min-w-0 flex-col">
        {connection === 'lost' && <OfflineBanner />}
        <div className="min-h-0 flex-1">{children}</div>
      </div>
    </div>
  );
}

/** The board stays as it was last known; the socket's return brings it up to date. */
function OfflineBanner() {
  return (
    <p
      role="status"
      className="flex flex-none items-center gap-2 bg-amber-bg px-[18px] py-1.5 text-[13px] font-[550] text-amber-fg"
    >
      <WifiOff size={15} aria-hidden="true" /> The server cannot be reached. This is the board as it was; it
      catches up by itself.
    </p>
  );
}
