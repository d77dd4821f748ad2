import { useId, useState, type ReactNode } from 'react';
import { SectionTitle } from '@/components/section-title';
import { TASK_PRIORITIES } from '@contracts/task-status';
import type { Agent, Task, UpdateTask } from '@/lib/api/types';
import { money } from '@/lib/format/quantity';
import { useUpdateTask } from '../api/update-task';

const BOX =
  'h-[30px] w-full max-w-[260px] rounded-lg border border-line bg-card px-2 text-[13px] hover:border-line-strong';

interface TaskAssignmentProps {
  task: Task;
  agents: readonly Agent[];
}

function Row({ label, htmlFor, children }: { label: string; htmlFor?: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[96px_minmax(0,1fr)] items-center gap-y-1 text-[13px]">
      <label {...(htmlFor === undefined ? {} : { htmlFor })} className="text-subtle">
        {label}
      </label>
      <div className="min-w-0 break-words">{children}</div>
    </div>
  );
}

export function TaskAssignment({ task, agents }: TaskAssignmentProps) {
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
      <ListRow task={task} label="Labels" name="labels" />
      <ListRow task={task} label="Focus files" name="focus_files" mono />
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

interface ListRowProps {
  task: Task;
  label: string;
  name: 'labels' | 'focus_files';
  mono?: boolean;
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean);

/** A comma-separated list that saves when it is left; a refused one is still there to be put right. */
function ListRow({ task, label, name, mono = false }: ListRowProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const update = useUpdateTask();
  const id = useId();
  const shown = task[name].join(', ');
  const save = () => {
    if (draft === null || update.isPending) return;
    if (draft === shown) setDraft(null);
    else update.mutate({ task, body: { [name]: listed(draft) } }, { onSuccess: () => setDraft(null) });
  };
  return (
    <Row label={label} htmlFor={id}>
      <input
        id={id}
        className={`${BOX} ${mono ? 'font-mono text-xs' : ''}`}
        placeholder="none"
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
    </Row>
  );
}
