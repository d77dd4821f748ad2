import { Dialog } from '@base-ui/react/dialog';
import { Archive, Ellipsis, Maximize2, Trash2, X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Button, buttonClass } from '@/components/button';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import { Pill } from '@/components/pill';
import { Tabs } from '@/components/tabs';
import type { Agent, Task } from '@/lib/api/types';
import { activityOf } from '@/lib/attempt-activity';
import { useArchiveTask } from '../api/archive-task';
import { useDeleteTask } from '../api/delete-task';
import { TaskDetails } from './task-details';
import { TaskTitle } from './task-title';

interface TaskDrawerProps {
  task: Task;
  agents: readonly Agent[];
  statusName: string;
  tab: string;
  onTab: (tab: string) => void;
  onClose: () => void;
  /** To the latest attempt's own page; `null` when there is none. */
  onWatch: (() => void) | null;
  /** What other features have to say about the task. */
  actions: ReactNode;
  attempts: ReactNode;
  thread: ReactNode;
}

/** The card that was opened is where a person was: focus goes back to it, and else to nothing odd. */
const cardElement = (taskId: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-rfd-draggable-id="${CSS.escape(taskId)}"]`);

export function TaskDrawer(props: TaskDrawerProps) {
  const { task, agents, tab, onTab, onClose, actions, attempts, thread } = props;
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open modal={false} disablePointerDismissal onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          initialFocus={popup}
          finalFocus={() => cardElement(task.id)}
          className="fixed inset-y-0 right-0 z-20 flex w-[496px] max-w-full flex-col border-l bg-raised shadow-[-18px_0_44px_rgb(60_38_18/.13)] outline-none dark:shadow-[-18px_0_50px_rgb(0_0_0/.5)]"
        >
          <div className="flex-none px-[18px] pt-3.5">
            <HeadLine {...props} />
            <TaskTitle key={task.id} task={task} />
            <div className="pb-3">{actions}</div>
          </div>
          <Tabs
            label="Task"
            value={tab}
            onChange={onTab}
            panelClassName="thin-scroll min-h-0 flex-1 overflow-y-auto px-[18px] pt-3.5 pb-5"
            tabs={[
              { value: 'details', label: 'Details', panel: <TaskDetails task={task} agents={agents} /> },
              { value: 'thread', label: 'Thread', panel: thread },
              {
                value: 'attempts',
                label: 'Attempts',
                count: task.latest_attempt?.number,
                panel: attempts,
              },
            ]}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function HeadLine({ task, statusName, onWatch }: TaskDrawerProps) {
  const archive = useArchiveTask();
  const remove = useDeleteTask();
  const activity = task.latest_attempt && activityOf(task.latest_attempt);
  return (
    <div className="flex items-center gap-2">
      <span className="code text-subtle">{task.key}</span>
      {activity ? (
        <Pill tone={activity.tone} pulse={activity.running}>
          <span className="truncate">{activity.text}</span>
        </Pill>
      ) : (
        <Pill tone="stone">{statusName}</Pill>
      )}
      <span className="ml-auto flex flex-none">
        {onWatch && (
          <Button look="ghost" size="icon" aria-label="Open the latest attempt" onClick={onWatch}>
            <Maximize2 size={15} aria-hidden="true" />
          </Button>
        )}
        <Menu
          align="end"
          trigger={
            <Button look="ghost" size="icon" aria-label="More about this task">
              <Ellipsis size={16} aria-hidden="true" />
            </Button>
          }
        >
          <MenuItem onSelect={() => archive.mutate(task)}>
            <Archive size={14} aria-hidden="true" /> Archive
          </MenuItem>
          <MenuLine />
          <MenuItem danger onSelect={() => remove.mutate(task)}>
            <Trash2 size={14} aria-hidden="true" /> Delete
          </MenuItem>
        </Menu>
        <Dialog.Close className={buttonClass('ghost', 'icon')} aria-label="Close task">
          <X size={16} aria-hidden="true" />
        </Dialog.Close>
      </span>
    </div>
  );
}
