import { ProjectSettings } from '@/features/projects/settings/project-settings';
import { useProject } from '../live/project-context';

export function SettingsRoute() {
  const { project, agents } = useProject();
  return <ProjectSettings project={project} agents={agents} />;
}
