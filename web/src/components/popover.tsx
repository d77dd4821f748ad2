import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';

interface PopoverProps {
  label: string;
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'end';
  /** A list has its own room around each item. */
  dense?: boolean;
  /** For those that close by a choice in them. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Popover({
  label,
  trigger,
  children,
  align = 'start',
  dense = false,
  ...control
}: PopoverProps) {
  return (
    <Base.Root {...control}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={10} className="z-50">
          <Base.Popup
            aria-label={label}
            className={`thin-scroll max-h-[min(560px,var(--available-height))] w-[400px] max-w-[var(--available-width)] overflow-y-auto rounded-xl border border-line bg-raised shadow-[0_12px_36px_rgb(60_38_18/.2)] outline-none ${dense ? 'p-2' : 'p-4'}`}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
