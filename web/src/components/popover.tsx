import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';

interface PopoverProps {
  label: string;
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'end';
}

export function Popover({ label, trigger, children, align = 'start' }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={10} className="z-50">
          <Base.Popup
            aria-label={label}
            className="max-h-[var(--available-height)] w-[400px] max-w-[var(--available-width)] overflow-y-auto rounded-xl border border-line bg-raised p-4 shadow-[0_12px_36px_rgb(60_38_18/.2)] outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
