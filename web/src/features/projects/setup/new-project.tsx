import { useState, type ReactNode } from 'react';
import type { Project } from '@/lib/api/types';
import { AntMark } from '@/components/ant-mark';
import { NewProjectFields } from './new-project-fields';
import { ProjectReadiness, type ReadinessLinks } from './project-readiness';

interface NewProjectProps {
  first: boolean;
  local: boolean;
  back: ReactNode;
  links: (project: Project) => ReadinessLinks;
}

export function NewProject({ first, local, back, links }: NewProjectProps) {
  const [project, setProject] = useState<Project | null>(null);
  return (
    <main className="thin-scroll h-full overflow-y-auto p-5 max-sm:p-3.5">
      <div className="mx-auto flex w-full max-w-[620px] flex-col gap-5 py-4 sm:py-10">
        <div className="title flex items-center gap-2.5 text-lg">
          <AntMark /> Antfarm
          <span className="ml-auto font-sans text-[13px] font-medium tracking-normal">{back}</span>
        </div>
        <header>
          <h1 className="title text-[28px] leading-tight break-words">
            {project ? (
              <>
                <bdi>{project.name}</bdi> is connected
              </>
            ) : first ? (
              'Connect your first repository'
            ) : (
              'New project'
            )}
          </h1>
          <p className="mt-1.5 text-muted">
            {project
              ? 'This is what Antfarm found. What is not ready can be put right now or later.'
              : 'Agents work on copies of it, each on its own branch. Your own working copy is not touched until you approve a change.'}
          </p>
        </header>
        {project ? (
          <ProjectReadiness project={project} links={links(project)} />
        ) : (
          <NewProjectFields local={local} onCreated={setProject} />
        )}
      </div>
    </main>
  );
}
