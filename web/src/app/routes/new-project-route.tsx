import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { projectsQuery } from '@/features/projects/api/get-projects';
import { NewProject } from '@/features/projects/setup/new-project';
import { meQuery } from '@/features/session/api/get-me';
import { routes } from '@/lib/paths';
import { useState } from 'react';

export function NewProjectRoute() {
  const navigate = useNavigate();
  const projects = useQuery(projectsQuery);
  const me = useQuery(meQuery);
  // Asked once: the project that is being made here must not turn the page into another.
  const [known, setKnown] = useState<number | null>(null);
  if (known === null && projects.data) setKnown(projects.data.length);
  return (
    <NewProject
      first={known === 0}
      back={
        (known ?? 0) > 0 && (
          <Link to={routes.home} className="text-accent-text hover:underline">
            Back to the board
          </Link>
        )
      }
      local={me.data?.auth_mode !== 'multi'}
      links={({ id: projectId }) => {
        const params = { projectId };
        return {
          onOpen: () => void navigate({ to: routes.project, params }),
          onAgents: () => void navigate({ to: routes.agents, params }),
          onSettings: () => void navigate({ to: routes.settings, params }),
          onTask: ({ id }) => void navigate({ to: routes.project, params, search: { task: id } }),
        };
      }}
    />
  );
}
