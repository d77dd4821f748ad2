import { Archive, ArchiveRestore, ChevronsRightLeft, Ellipsis, Gauge, Plus } from 'lucide-react';
import { Button } from '@/components/button';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import type { Task } from '@/lib/api/types';
import type { ColumnSpec } from '@/lib/columns';
import { plural } from '@/lib/format/quantity';
import { useNow } from '@/lib/use-now';
import { isPending } from '../api/pending-tasks';
import type { ColumnActions } from './board-column';
import { isOldDone, OLD_DAYS } from './old-merged';

interface ColumnMenuProps {
  column: ColumnSpec;
  tasks: readonly Task[];
  actions: ColumnActions;
  onQuickAdd: (() => void) | null;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
}

export default function ColumnMenu(props: ColumnMenuProps) {
  const { column, tasks, actions, onQuickAdd, isOpen, onOpenChange } = props;
  return (
    <Menu
      open={isOpen}
      onOpenChange={onOpenChange}
      align="end"
      trigger={
        <Button look="ghost" size="tiny" aria-label={`More about ${column.name}`}>
          <Ellipsis size={15} aria-hidden="true" />
        </Button>
      }
    >
      {onQuickAdd && (
        <MenuItem onSelect={onQuickAdd}>
          <Plus size={14} aria-hidden="true" /> New task here
        </MenuItem>
      )}
      <MenuItem onSelect={() => actions.setLimit(column)}>
        <Gauge size={14} aria-hidden="true" /> Set a limit…
      </MenuItem>
      <MenuItem onSelect={() => actions.collapse(column, true)}>
        <ChevronsRightLeft size={14} aria-hidden="true" /> Fold away
      </MenuItem>
      {column.status === 'done' && <ArchiveItems tasks={tasks} onArchive={actions.archive} />}
      <MenuLine />
      <MenuItem onSelect={actions.openArchive}>
        <ArchiveRestore size={14} aria-hidden="true" /> Archived cards…
      </MenuItem>
    </Menu>
  );
}

interface ArchiveItemsProps {
  tasks: readonly Task[];
  onArchive: (tasks: readonly Task[]) => void;
}

function ArchiveItems({ tasks, onArchive }: ArchiveItemsProps) {
  const all = tasks.filter((task) => !isPending(task));
  const now = useNow(60_000);
  const old = all.filter((task) => isOldDone(task, now));
  return (
    <>
      <MenuLine />
      <MenuItem disabled={old.length === 0} onSelect={() => onArchive(old)}>
        <Archive size={14} aria-hidden="true" /> Archive older than {OLD_DAYS} days ({old.length})
      </MenuItem>
      <MenuItem disabled={all.length === 0} onSelect={() => onArchive(all)}>
        <Archive size={14} aria-hidden="true" /> Archive all {plural(all.length, 'card')}
      </MenuItem>
    </>
  );
}
