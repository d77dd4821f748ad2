import { Dialog } from '@base-ui/react/dialog';
import { Menu as MenuIcon, WifiOff } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { AntMark } from '@/components/ant-mark';
import { buttonClass } from '@/components/button';
import type { Connection } from '@/lib/live/reconnecting-socket';
import { useMediaQuery } from '@/lib/use-media-query';

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
        <NarrowBar title={title}>{sidebar}</NarrowBar>
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

function NarrowBar({ title, children }: { title: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <header className="flex h-12 items-center gap-2.5 border-b bg-sidebar px-3">
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger className={buttonClass('ghost', 'icon')} aria-label="Open the menu">
          <MenuIcon size={18} aria-hidden="true" />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-[rgb(43_33_26/.34)]" />
          <Dialog.Popup
            className="fixed inset-y-0 left-0 z-40 outline-none"
            onClick={(event) =>
              event.target instanceof Element && event.target.closest('a') && setOpen(false)
            }
          >
            <Dialog.Title className="sr-only">Menu</Dialog.Title>
            {children}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <AntMark size={24} />
      <span className="title min-w-0 truncate text-base">{title}</span>
    </header>
  );
}
