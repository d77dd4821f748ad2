import { Ellipsis } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Button } from '@/components/button';
import type { Task } from '@/lib/api/types';
import type { ColumnSpec } from '@/lib/columns';
import { onDemand } from '@/lib/on-demand';
import type { ColumnActions } from './board-column';

const ColumnMenu = onDemand(() => import('./column-menu'));

interface ColumnMenuButtonProps {
  column: ColumnSpec;
  tasks: readonly Task[];
  actions: ColumnActions;
  onQuickAdd: (() => void) | null;
  isOpen: boolean;
}

/** The button of a menu whose code comes when a hand comes near. */
export function ColumnMenuButton(props: ColumnMenuButtonProps) {
  const { column, actions, isOpen } = props;
  const [wanted, setWanted] = useState(isOpen);
  const toggle = (open: boolean) => actions.toggle(`menu:${column.status}`, open);
  const button = (
    <Button
      look="ghost"
      size="tiny"
      aria-haspopup="menu"
      aria-label={`More about ${column.name}`}
      onPointerEnter={() => void ColumnMenu.preload()}
      onFocus={() => void ColumnMenu.preload()}
      onClick={() => {
        setWanted(true);
        toggle(true);
      }}
    >
      <Ellipsis size={15} aria-hidden="true" />
    </Button>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <ColumnMenu {...props} onOpenChange={toggle} />
    </Suspense>
  ) : (
    button
  );
}
