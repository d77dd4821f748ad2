import { Check, ChevronDown } from 'lucide-react';
import { buttonClass } from '@/components/button';
import { Menu, MenuItem } from '@/components/menu';
import { toneDot } from '@/components/tone';
import type { Project, Task } from '@/lib/api/types';
import { columnsOf } from '@/lib/columns';
import { announce } from '@/lib/announce';
import { useMoveTask } from '../api/move-task';
import { planMove } from '../board/plan-move';

interface MoveMenuProps {
  project: Project;
  task: Task;
  tasks: readonly Task[];
}

/** To another column without dragging: for the keyboard and for a phone. */
export function MoveMenu({ project, task, tasks }: MoveMenuProps) {
  const move = useMoveTask(project.id);
  const columns = columnsOf(project.workflow);
  const current = columns.find(({ status }) => status === task.status);
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Move to… It is in ${current?.name ?? task.status}`}
          className={`${buttonClass('plain', 'small')} flex-none`}
        >
          {current && <span aria-hidden="true" className={`size-2 rounded-[3px] ${toneDot[current.tone]}`} />}
          {current?.name ?? task.status}
          <ChevronDown size={13} aria-hidden="true" className="text-subtle" />
        </button>
      }
    >
      {columns.map(({ status, name, tone }) => (
        <MenuItem
          key={status}
          disabled={status === task.status}
          onSelect={() => {
            move.mutate(planMove(tasks, tasks, { task, status, columnName: name, index: 0 }), {
              onSuccess: () => announce(`${task.key} moved to ${name}.`),
            });
          }}
        >
          <span aria-hidden="true" className={`size-2 rounded-[3px] ${toneDot[tone]}`} />
          <span className="sr-only">Move to </span>
          {name}
          {status === task.status && <Check size={13} aria-hidden="true" className="ml-auto" />}
        </MenuItem>
      ))}
    </Menu>
  );
}
