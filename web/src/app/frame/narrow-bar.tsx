import { Dialog } from '@base-ui/react/dialog';
import { Menu as MenuIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { AntMark } from '@/components/ant-mark';
import { buttonClass } from '@/components/button';
import { CommandsButton } from '../palette/commands-button';

export default function NarrowBar({ title, children }: { title: string; children: ReactNode }) {
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
      <span className="title min-w-0 flex-1 truncate text-base">{title}</span>
      <CommandsButton icon />
    </header>
  );
}
