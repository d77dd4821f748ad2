import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { Archive, Copy, Ellipsis, Link as LinkIcon, Maximize2, Trash2, X } from 'lucide-react';
import { Suspense, useRef, useState, type ReactNode } from 'react';
import { Button, buttonClass } from '@/components/button';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import { Pill } from '@/components/pill';
import { Tabs } from '@/components/tabs';
import type { Agent, Project, Task } from '@/lib/api/types';
import { taskActivity } from '@/lib/attention';
import { copyAndSay } from '@/lib/copy-text';
import { onDemand } from '@/lib/on-demand';
import { useArchiveTasks } from '../api/archive-task';
import { unreadQuery } from '../api/get-unread';
import { MoveMenu } from './move-menu';
import { SubtaskList } from './subtask-list';
import { TaskDetails } from './task-details';
import { TaskTitle } from './task-title';

const DeleteDialog = onDemand(() => import('./delete-dialog'));

interface TaskDrawerProps {
  project: Project;
  task: Task;
  /** Of the whole board: where it may go, and what it may wait for. */
  tasks: readonly Task[];
  agents: readonly Agent[];
  tab: string;
  onTab: (tab: string) => void;
  onClose: () => void;
  /** The address of the open task, to be copied. */
  link: string;
  /** To the latest attempt's own page; `null` when there is none. */
  onWatch: (() => void) | null;
  /** What other features have to say about the task. */
  actions: ReactNode;
  attempts: ReactNode;
  thread: ReactNode;
  /** The thread has somebody at its other end, or is a place for notes. */
  threadName: string;
}

/** The card that was opened is where a person was: focus goes back to it, and else to nothing odd. */
const cardElement = (taskId: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-card="${CSS.escape(taskId)}"]`);

export function TaskDrawer(props: TaskDrawerProps) {
  const { project, task, tasks, agents, tab, onTab, onClose, actions, attempts, thread, threadName } = props;
  const popup = useRef<HTMLDivElement>(null);
  const unread = useQuery(unreadQuery(task.project_id)).data?.[task.id] ?? 0;
  return (
    <Dialog.Root open modal={false} disablePointerDismissal onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          initialFocus={popup}
          data-beside
          finalFocus={() => cardElement(task.id)}
          className="fixed inset-y-0 right-0 z-20 flex w-[496px] max-w-full flex-col border-l bg-raised shadow-[-18px_0_44px_rgb(60_38_18/.13)] outline-none dark:shadow-[-18px_0_50px_rgb(0_0_0/.5)]"
        >
          {/* By its task: a dialog that is open there, or a title half written, is not the next one's. */}
          <div key={task.id} className="flex-none px-[18px] pt-3.5">
            <HeadLine {...props} />
            <TaskTitle task={task} />
            <div className="pb-3">{actions}</div>
          </div>
          <Tabs
            label="Task"
            value={tab}
            onChange={onTab}
            panelClassName="thin-scroll min-h-0 flex-1 overflow-y-auto px-[18px] pt-3.5 pb-5"
            tabs={[
              {
                value: 'details',
                label: 'Details',
                panel: <TaskDetails {...{ project, task, tasks, agents }} />,
              },
              {
                value: 'thread',
                label: threadName,
                count: unread > 0 ? `${unread} new` : task.message_count || null,
                panel: thread,
              },
              {
                value: 'attempts',
                label: 'Attempts',
                count: task.latest_attempt?.number,
                panel: attempts,
              },
              {
                value: 'subtasks',
                label: 'Subtasks',
                count: task.subtasks.total > 0 ? `${task.subtasks.done}/${task.subtasks.total}` : null,
                panel: <SubtaskList task={task} />,
              },
            ]}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function HeadLine({ project, task, tasks, link, onWatch }: TaskDrawerProps) {
  const { mutate: archive } = useArchiveTasks();
  const [deleting, setDeleting] = useState(false);
  const activity = task.latest_attempt && taskActivity(task, task.latest_attempt);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="code flex-none text-subtle">{task.key}</span>
      <MoveMenu {...{ project, task, tasks }} />
      <span className="order-1 ml-auto flex flex-none">
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
          <MenuItem onSelect={() => void copyAndSay(link, 'Link')}>
            <LinkIcon size={14} aria-hidden="true" /> Copy link
          </MenuItem>
          <MenuItem onSelect={() => void copyAndSay(task.key, 'Key')}>
            <Copy size={14} aria-hidden="true" /> Copy {task.key}
          </MenuItem>
          <MenuLine />
          <MenuItem onSelect={() => archive([task])}>
            <Archive size={14} aria-hidden="true" /> Archive
          </MenuItem>
          <MenuItem danger onSelect={() => setDeleting(true)}>
            <Trash2 size={14} aria-hidden="true" /> Delete…
          </MenuItem>
        </Menu>
        <Dialog.Close className={buttonClass('ghost', 'icon')} aria-label="Close task">
          <X size={16} aria-hidden="true" />
        </Dialog.Close>
      </span>
      {activity && (
        <span className="flex max-w-full min-w-0 max-md:order-2">
          <Pill tone={activity.tone} pulse={activity.running}>
            <bdi className="truncate">{activity.text}</bdi>
          </Pill>
        </span>
      )}
      <Suspense>{deleting && <DeleteDialog task={task} onClose={() => setDeleting(false)} />}</Suspense>
    </div>
  );
}
