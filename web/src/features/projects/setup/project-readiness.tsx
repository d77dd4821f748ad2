import { useEffect } from 'react';
import { CircleCheck } from 'lucide-react';
import { Button } from '@/components/button';
import { ProblemNote } from '@/components/problem-note';
import { Loading } from '@/components/state-notes';
import type { Project, Task } from '@/lib/api/types';
import { useCreateSampleTask } from '../api/create-sample-task';
import { useValidateProject } from '../api/validate-project';
import { CheckList } from './check-list';

/** Where what is missing can be put right. */
export interface ReadinessLinks {
  onOpen: () => void;
  onAgents: () => void;
  onSettings: () => void;
  onTask: (task: Task) => void;
}

interface ProjectReadinessProps {
  project: Project;
  links: ReadinessLinks;
}

export function ProjectReadiness({ project, links }: ProjectReadinessProps) {
  const { mutate, data, error, isPending } = useValidateProject();
  useEffect(() => {
    mutate(project.id);
  }, [mutate, project.id]);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-[13.5px]">
        Branch <code className="code rounded bg-sunken px-1.5 py-0.5">{project.default_branch}</code> · tasks
        are called <code className="code rounded bg-sunken px-1.5 py-0.5">{project.key}-1</code> and so on
      </p>
      {isPending && <Loading what="the checks" />}
      <ProblemNote error={error} />
      {data && <CheckList checks={data.checks} onAgents={links.onAgents} onSettings={links.onSettings} />}
      <SampleTask projectId={project.id} onTask={links.onTask} />
      <div className="sticky bottom-0 flex flex-wrap justify-end gap-2 border-t bg-canvas py-3">
        <Button disabled={isPending} onClick={() => mutate(project.id)}>
          {isPending ? 'Checking…' : 'Validate again'}
        </Button>
        <Button look="primary" onClick={links.onOpen}>
          Open the board
        </Button>
      </div>
    </div>
  );
}

function SampleTask({ projectId, onTask }: { projectId: string; onTask: (task: Task) => void }) {
  const create = useCreateSampleTask(projectId);
  const task = create.data;
  return (
    <section
      aria-labelledby="sample"
      className="flex flex-wrap items-center gap-3 rounded-xl border border-dashed bg-card p-3.5"
    >
      <div className="min-w-0 flex-1 basis-60 text-[13px]">
        <h2 id="sample" className="font-semibold">
          A card to begin with
        </h2>
        <p className="text-muted">
          A small one, with criteria: a section in the README on how to run the tests. It waits on the board
          until you run it.
        </p>
      </div>
      {task ? (
        <p role="status" className="flex items-center gap-2 text-[13px] font-medium text-moss-fg">
          <CircleCheck size={15} aria-hidden="true" /> {task.key} is on the board
          <Button size="small" onClick={() => onTask(task)}>
            Open it
          </Button>
        </p>
      ) : (
        <Button disabled={create.isPending} onClick={() => create.mutate()}>
          {create.isPending ? 'Adding…' : 'Add it'}
        </Button>
      )}
      {create.error && (
        <div className="w-full">
          <ProblemNote error={create.error} />
        </div>
      )}
    </section>
  );
}
