import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Bookmark } from 'lucide-react';
import { useMemo } from 'react';
import type { Command } from '@/features/command-palette/command';
import { filtersQuery } from '@/features/tasks/api/get-filters';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';

/** To the board under each saved filter. */
export function useFilterCommands(): Command[] {
  const { project } = useProject();
  const navigate = useNavigate();
  const saved = useQuery(filtersQuery(project.id)).data;
  return useMemo(
    () =>
      (saved ?? []).map(({ id, name, query }) => ({
        id: `filter:${id}`,
        group: 'Filters',
        title: name,
        words: 'saved filter search board',
        Icon: Bookmark,
        run: () => void navigate({ to: routes.project, params: { projectId: project.id }, search: query }),
      })),
    [navigate, project.id, saved],
  );
}
