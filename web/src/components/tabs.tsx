import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { Count } from './pill';

export interface TabSpec {
  value: string;
  label: string;
  count?: ReactNode;
  panel: ReactNode;
}

interface TabsProps {
  value: string;
  onChange: (value: string) => void;
  tabs: readonly TabSpec[];
  label: string;
  panelClassName: string;
  /** How little room the tabs and their panel may have. */
  className?: string;
}

export function Tabs({ value, onChange, tabs, label, panelClassName, className = 'min-h-0' }: TabsProps) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChange(String(next))}
      className={`flex flex-1 flex-col ${className}`}
    >
      <Base.List
        aria-label={label}
        activateOnFocus
        className="flex flex-none gap-0.5 overflow-x-auto border-b px-3.5 [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="relative inline-flex h-9 flex-none items-center gap-1.5 rounded-md px-2.5 text-[13px] font-[550] text-muted -outline-offset-2 after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full hover:text-ink data-[active]:font-[650] data-[active]:text-ink data-[active]:after:bg-accent"
          >
            {tab.label}
            {tab.count !== undefined && tab.count !== null && <Count>{tab.count}</Count>}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className={`-outline-offset-2 ${panelClassName}`}>
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
