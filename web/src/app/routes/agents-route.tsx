import { AgentsPage } from '@/features/agents/agents-page';
import { useProject } from '../live/project-context';

export function AgentsRoute() {
  const { project } = useProject();
  return <AgentsPage key={project.id} project={project} />;
}
