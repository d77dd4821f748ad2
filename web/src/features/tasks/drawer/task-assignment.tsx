import { useId, useState, type ReactNode } from 'react';
import { PickMany, type PickOption } from '@/components/pick-many';
import { SectionTitle } from '@/components/section-title';
import { TASK_PRIORITIES } from '@contracts/task-status';
import type { Agent, Project, Task, UpdateTask } from '@/lib/api/types';
import { money } from '@/lib/format/quantity';
import { useUpdateTask } from '../api/update-task';
import { dependencyOptions, labelOptions } from '../task-options';

const BOX = 'h-[30px] w-full rounded-lg border border-line bg-card px-2 text-[13px] hover:border-line-strong';

interface TaskAssignmentProps {
  project: Project;
  task: Task;
  tasks: readonly Task[];
  agents: readonly Agent[];
}

function Row({ label, htmlFor, children }: { label: string; htmlFor?: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[96px_minmax(0,1fr)] items-center max-[380px]:grid-cols-1 gap-y-1 text-[13px]">
      <label {...(htmlFor === undefined ? {} : { htmlFor })} className="text-subtle">
        {label}
      </label>
      <div className="min-w-0 break-words">{children}</div>
    </div>
  );
}

export function TaskAssignment({ project, task, tasks, agents }: TaskAssignmentProps) {
  const update = useUpdateTask();
  const change = (body: UpdateTask) => update.mutate({ task, body });
  const id = useId();
  return (
    <section aria-label="Assignment" className="flex flex-col gap-[7px]">
      <SectionTitle>Assignment</SectionTitle>
      <Row label="Agent" htmlFor={`${id}-agent`}>
        <select
          id={`${id}-agent`}
          className={BOX}
          value={task.agent_id ?? ''}
          onChange={(event) => change({ agent_id: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">Project’s default</option>
          {agents.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </select>
      </Row>
      <Row label="Priority" htmlFor={`${id}-priority`}>
        <select
          id={`${id}-priority`}
          className={BOX}
          value={task.priority}
          onChange={(event) => {
            const priority = TASK_PRIORITIES.find((entry) => entry === event.target.value);
            if (priority) change({ priority });
          }}
        >
          {TASK_PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {priority}
            </option>
          ))}
        </select>
      </Row>
      <EstimateRow task={task} />
      <ListRow
        task={task}
        label="Labels"
        name="labels"
        options={labelOptions(project, tasks)}
        placeholder="none"
        free
      />
      <ListRow task={task} label="Focus files" name="focus_files" options={[]} placeholder="all" free mono />
      <ListRow
        task={task}
        label="Depends on"
        name="depends_on"
        options={dependencyOptions(tasks, task.id)}
        placeholder="Find a task…"
      />
      {task.branch_name !== null && (
        <Row label="Branch">
          <span className="code">{task.branch_name}</span>
        </Row>
      )}
      <Spent task={task} />
    </section>
  );
}

function Spent({ task }: { task: Task }) {
  const cost = task.latest_attempt?.cost_usd ?? null;
  if (cost === null) return null;
  return (
    <Row label="Spent">
      <strong className="font-semibold">{money(cost)}</strong>
    </Row>
  );
}

/** Saves when it is left; what is no number of points is not taken. */
function EstimateRow({ task }: { task: Task }) {
  const [draft, setDraft] = useState<string | null>(null);
  const update = useUpdateTask();
  const id = useId();
  const shown = task.estimate === null ? '' : String(task.estimate);
  const points = draft === null || draft.trim() === '' ? null : Number(draft);
  const wrong = points !== null && !(points >= 0 && points <= 1000);
  const save = () => {
    if (draft === null || wrong) return;
    if (draft.trim() !== shown) update.mutate({ task, body: { estimate: points } });
    setDraft(null);
  };
  return (
    <Row label="Estimate" htmlFor={id}>
      <input
        id={id}
        inputMode="decimal"
        className={BOX}
        placeholder="points"
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        value={draft ?? shown}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key !== 'Escape' || draft === null) return;
          event.stopPropagation();
          setDraft(null);
        }}
      />
      {wrong && (
        <p id={`${id}-wrong`} className="text-xs font-medium text-brick-fg">
          A number from 0 to 1000.
        </p>
      )}
    </Row>
  );
}

interface ListRowProps {
  task: Task;
  label: string;
  name: 'labels' | 'focus_files' | 'depends_on';
  options: readonly PickOption[];
  placeholder: string;
  free?: boolean;
  mono?: boolean;
}

function ListRow({ task, label, name, ...picking }: ListRowProps) {
  const update = useUpdateTask();
  return (
    <Row label={label}>
      <PickMany
        label={label}
        values={task[name]}
        onChange={(values) => update.mutate({ task, body: { [name]: values } })}
        {...picking}
      />
    </Row>
  );
}
