import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import type { Project } from '@/lib/api/types';

/** Puts a project into the list, unless what is there is newer. */
export function upsertProject(client: QueryClient, project: Project): void {
  client.setQueryData<Project[]>(keys.projects, (projects) => {
    if (!projects) return projects;
    const known = projects.find((entry) => entry.id === project.id);
    if (!known) return [...projects, project];
    if (known.version > project.version) return projects;
    return projects.map((entry) => (entry.id === project.id ? project : entry));
  });
}
