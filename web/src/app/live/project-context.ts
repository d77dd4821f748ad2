import { createContext, use } from 'react';
import type { Agent, Project, Task } from '@/lib/api/types';
import type { Waiting } from './use-waiting';

interface ProjectContextValue {
  project: Project;
  projects: readonly Project[];
  tasks: readonly Task[];
  agents: readonly Agent[];
  agentsById: ReadonlyMap<string, Agent>;
  waiting: Waiting;
  setDragging: (dragging: boolean) => void;
}

export const ProjectContext = createContext<ProjectContextValue | null>(null);

export function useProject(): ProjectContextValue {
  const value = use(ProjectContext);
  if (!value) throw new Error('This page belongs inside a project.');
  return value;
}
