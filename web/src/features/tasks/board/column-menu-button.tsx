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
}

/** The button of a menu whose code comes when a hand comes near. */
export function ColumnMenuButton(props: ColumnMenuButtonProps) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <Button
      look="ghost"
      size="tiny"
      aria-haspopup="menu"
      aria-label={`More about ${props.column.name}`}
      onPointerEnter={() => void ColumnMenu.preload()}
      onFocus={() => void ColumnMenu.preload()}
      onClick={() => setWanted(true)}
    >
      <Ellipsis size={15} aria-hidden="true" />
    </Button>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <ColumnMenu {...props} />
    </Suspense>
  ) : (
    button
  );
}
