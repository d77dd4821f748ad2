import { useId, useState, type ReactNode } from 'react';
import { SectionTitle } from '@/components/section-title';
import { TASK_PRIORITIES } from '@contracts/task-status';
import type { Agent, Task } from '@/lib/api/types';
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
  const update = useUpdateTask(task);
  const id = useId();
  return (
    <section aria-label="Assignment" className="flex flex-col gap-[7px]">
      <SectionTitle>Assignment</SectionTitle>
      <Row label="Agent" htmlFor={`${id}-agent`}>
        <select
          id={`${id}-agent`}
          className={BOX}
          value={task.agent_id ?? ''}
          onChange={(event) =>
            update.mutate({ agent_id: event.target.value === '' ? null : event.target.value })
          }
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
            if (priority) update.mutate({ priority });
          }}
        >
          {TASK_PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {priority}
            </option>
          ))}
        </select>
      </Row>
      <ListRow label="Labels" values={task.labels} onSave={(labels) => update.mutate({ labels })} />
      <ListRow
        label="Focus files"
        mono
        values={task.focus_files}
        onSave={(focusFiles) => update.mutate({ focus_files: focusFiles })}
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

interface ListRowProps {
  label: string;
  values: readonly string[];
  mono?: boolean;
  onSave: (values: string[]) => void;
}

/** A comma-separated list that saves when it is left. */
function ListRow({ label, values, mono = false, onSave }: ListRowProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const shown = values.join(', ');
  const save = () => {
    if (draft !== null && draft !== shown)
      onSave(
        draft
          .split(',')
          .map((value) => value.trim())
          .filter(Boolean),
      );
    setDraft(null);
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
        }}
      />
    </Row>
  );
}
