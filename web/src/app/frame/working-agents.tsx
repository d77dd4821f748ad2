import { Avatar } from '@/components/avatar';
import { toneDot } from '@/components/tone';
import type { Agent, LatestAttempt, Task } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';
import { taskActivity } from '@/lib/attention';

interface WorkingAgentsProps {
  tasks: readonly Task[];
  agentsById: ReadonlyMap<string, Agent>;
}

interface Work {
  task: Task;
  attempt: LatestAttempt;
}

const workOf = (tasks: readonly Task[]): Work[] =>
  tasks.flatMap((task) =>
    task.latest_attempt && isActive(task.latest_attempt) ? [{ task, attempt: task.latest_attempt }] : [],
  );

export function WorkingAgents({ tasks, agentsById }: WorkingAgentsProps) {
  const work = workOf(tasks);
  return (
    <section aria-label="Agents working now">
      <h2 className="mb-1 px-2 text-[11px] font-semibold tracking-[.06em] text-subtle uppercase">
        Working now
      </h2>
      {work.length === 0 && <p className="px-2 text-[12.5px] text-subtle">Nobody. Run a task.</p>}
      <ul>
        {work.map(({ task, attempt }) => {
          const name = agentsById.get(attempt.agent_id ?? '')?.name ?? 'Agent';
          const activity = taskActivity(task, attempt);
          return (
            <li key={attempt.id} className="flex h-[38px] items-center gap-2.5 px-2">
              <span className="relative">
                <Avatar seed={attempt.agent_id ?? name} name={name} />
                <span
                  aria-hidden="true"
                  className={`absolute -right-0.5 -bottom-0.5 box-content size-2 rounded-full border-2 border-sidebar ${toneDot[activity.tone]}`}
                />
              </span>
              <span className="min-w-0 leading-tight">
                <span className="block truncate text-[13px] font-[550]">
                  <bdi>{name}</bdi>
                </span>
                <span className="block truncate text-[11.5px] text-subtle">
                  {task.key} · {activity.text}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
