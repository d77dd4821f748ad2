import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { buttonClass } from './button';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  width?: 'normal' | 'wide';
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

const WIDTHS = { normal: 'max-w-[520px]', wide: 'max-w-[680px]' };

export function Dialog({
  open,
  onClose,
  title,
  description,
  width = 'normal',
  initialFocus,
  children,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[rgb(43_33_26/.34)] transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0 dark:bg-[rgb(0_0_0/.55)]" />
        <Base.Viewport className="fixed inset-0 z-40 grid items-start justify-items-center overflow-y-auto p-3 sm:pt-[9vh]">
          <Base.Popup
            {...(initialFocus ? { initialFocus } : {})}
            className={`w-full ${WIDTHS[width]} rounded-2xl border border-line bg-raised shadow-[0_24px_70px_rgb(60_38_18/.28)] transition-[opacity,transform] duration-100 data-[ending-style]:scale-[.985] data-[ending-style]:opacity-0 data-[starting-style]:scale-[.985] data-[starting-style]:opacity-0`}
          >
            <header className="flex items-start gap-3 px-5 pt-4 pb-1">
              <div className="min-w-0 flex-1">
                <Base.Title className="title text-[20px] leading-snug">{title}</Base.Title>
                {description !== undefined && (
                  <Base.Description className="mt-0.5 text-[13px] text-muted" render={<div />}>
                    {description}
                  </Base.Description>
                )}
              </div>
              <Base.Close className={buttonClass('ghost', 'icon')} aria-label="Close">
                <X size={16} aria-hidden="true" />
              </Base.Close>
            </header>
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="flex flex-col gap-4 px-5 pt-3 pb-5">{children}</div>;
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 rounded-b-2xl border-t bg-sunken px-5 py-3">
      {children}
    </footer>
  );
}
