import type { Agent, Project, Task } from '@/lib/api/types';
import { CriteriaList } from './criteria-list';
import { TaskAssignment } from './task-assignment';
import { TaskDescription } from './task-description';

interface TaskDetailsProps {
  project: Project;
  task: Task;
  tasks: readonly Task[];
  agents: readonly Agent[];
}

export function TaskDetails({ task, ...rest }: TaskDetailsProps) {
  return (
    <div className="flex flex-col gap-[18px]">
      <TaskDescription key={`${task.id}-description`} task={task} />
      <CriteriaList key={`${task.id}-criteria`} task={task} />
      <TaskAssignment key={task.id} task={task} {...rest} />
    </div>
  );
}
