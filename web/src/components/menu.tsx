import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { useCallback, useRef, type ReactElement, type ReactNode } from 'react';

const POPUP =
  'z-50 max-h-[min(420px,var(--available-height))] min-w-[190px] max-w-[300px] overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-[0_12px_36px_rgb(60_38_18/.2)] outline-none';
const ITEM =
  'flex w-full items-center gap-2 rounded-lg px-2.5 py-[7px] text-[13px] font-medium outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover';

/** What a menu is drawn in: outside of all of them it would belong to no part of the page. */
const HOMES = 'main, aside, [role=dialog]';

interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'end';
  /** For a menu whose code comes by the click that asks for it. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Menu({ trigger, children, align = 'start', ...opening }: MenuProps) {
  const home = useRef<HTMLElement>(null);
  const findHome = useCallback((button: HTMLElement | null) => {
    home.current = button?.closest<HTMLElement>(HOMES) ?? null;
  }, []);
  return (
    // Modal, as is the default: the guards that lead the focus around it are for that alone.
    <Base.Root {...opening}>
      <Base.Trigger ref={findHome} render={trigger} />
      <Base.Portal container={home} className="fixed z-50">
        <Base.Positioner positionMethod="fixed" sideOffset={5} align={align}>
          <Base.Popup className={POPUP}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  onSelect: () => void;
  children: ReactNode;
  danger?: boolean;
  disabled?: boolean;
}

export function MenuItem({ onSelect, children, danger = false, disabled = false }: MenuItemProps) {
  return (
    <Base.Item disabled={disabled} onClick={onSelect} className={`${ITEM} ${danger ? 'text-brick-fg' : ''}`}>
      {children}
    </Base.Item>
  );
}

export const MenuLine = () => <Base.Separator className="my-1 h-px bg-line" />;

interface MenuCheckItemProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

export function MenuCheckItem({ checked, onChange, children }: MenuCheckItemProps) {
  return (
    <Base.CheckboxItem checked={checked} onCheckedChange={onChange} className={ITEM}>
      <span className="grid size-4 flex-none place-items-center">
        <Base.CheckboxItemIndicator>
          <Check size={14} aria-hidden="true" />
        </Base.CheckboxItemIndicator>
      </span>
      {children}
    </Base.CheckboxItem>
  );
}
