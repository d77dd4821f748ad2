import { useEffect } from 'react';
import { Button } from '@/components/button';
import { ProblemNote } from '@/components/problem-note';
import { Loading } from '@/components/state-notes';
import type { Project } from '@/lib/api/types';
import { useValidateProject } from '../api/validate-project';
import { CheckList } from './check-list';

interface ProjectReadinessProps {
  project: Project;
  onOpen: () => void;
}

export function ProjectReadiness({ project, onOpen }: ProjectReadinessProps) {
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
      {data && <CheckList checks={data.checks} />}
      <div className="flex justify-end gap-2">
        <Button disabled={isPending} onClick={() => mutate(project.id)}>
          {isPending ? 'Checking…' : 'Validate again'}
        </Button>
        <Button look="primary" onClick={onOpen}>
          Open the board
        </Button>
      </div>
    </div>
  );
}
