import { Columns2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { Agent, Attempt, Project, Task } from '@/lib/api/types';
import { onDemand } from '@/lib/on-demand';
import { usePreload } from '@/lib/use-preload';
import { ActionButton } from './action-button';

const RunSeveralDialog = onDemand(() => import('./run-several-dialog'));

export interface RunSeveralProps {
  task: Task;
  project: Project;
  agents: readonly Agent[];
  onStarted: (attempts: readonly Attempt[]) => void;
}

function whyNot({ project, agents }: RunSeveralProps): string | null {
  if (project.workflow === 'team') return 'In a team project one attempt of a task runs at a time.';
  return agents.length < 2 ? 'It takes two agent profiles: add another one first.' : null;
}

/** One card for several agents at once, to choose from what they make of it. */
export function RunSeveral(props: RunSeveralProps) {
  const [open, setOpen] = useState(false);
  usePreload(RunSeveralDialog);
  return (
    <>
      <ActionButton whyNot={whyNot(props)} onClick={() => setOpen(true)}>
        <Columns2 size={14} aria-hidden="true" /> Compare agents
      </ActionButton>
      <Suspense>{open && <RunSeveralDialog {...props} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
