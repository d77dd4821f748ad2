import { Suspense } from 'react';
import { useUpdateProject } from '@/features/projects/api/update-project';
import type { useCreateFromForm } from '@/features/tasks/new-task/use-create-from-form';
import type { Agent, Project, Task } from '@/lib/api/types';
import type { ColumnSpec } from '@/lib/columns';
import { notifyProblem } from '@/lib/notify';
import { onDemand } from '@/lib/on-demand';
import { usePreload } from '@/lib/use-preload';
import type { BoardSearch } from '../search-params';

const NewTaskDialog = onDemand(() => import('@/features/tasks/new-task/new-task-dialog'));
const ArchivedDialog = onDemand(() => import('@/features/tasks/archive/archived-dialog'));
const LimitDialog = onDemand(() => import('@/features/tasks/board/limit-dialog'));
const AgentDialog = onDemand(() => import('@/features/agents/agent-dialog'));

interface BoardDialogsProps {
  project: Project;
  tasks: readonly Task[];
  agents: readonly Agent[];
  /** The one that the address names. */
  open: NonNullable<BoardSearch['new'] | BoardSearch['show']> | null;
  onClose: () => void;
  onCreate: ReturnType<typeof useCreateFromForm>;
  /** The column whose limit is being set. */
  limited: ColumnSpec | null;
  onLimitClose: () => void;
}

export function BoardDialogs(props: BoardDialogsProps) {
  const { project, tasks, agents, open, onClose, limited } = props;
  const updateProject = useUpdateProject(project.id);
  usePreload(NewTaskDialog);
  return (
    <Suspense>
      {open === 'task' && (
        <NewTaskDialog {...{ project, tasks, agents, onClose }} onCreate={props.onCreate} />
      )}
      {open === 'agent' && <AgentDialog agent={null} onClose={onClose} />}
      {open === 'archive' && <ArchivedDialog project={project} onClose={onClose} />}
      {limited && (
        <LimitDialog
          column={limited}
          limit={project.column_limits[limited.status]}
          onClose={props.onLimitClose}
          onSave={(limit) =>
            updateProject.mutate(
              { column_limits: { [limited.status]: limit } },
              { onError: (error) => notifyProblem(`The limit of ${limited.name} was not saved`, error) },
            )
          }
        />
      )}
    </Suspense>
  );
}
