import { useNavigate } from '@tanstack/react-router';
import { ProjectSettings } from '@/features/projects/settings/project-settings';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';

export function SettingsRoute() {
  const { project, agents } = useProject();
  const navigate = useNavigate();
  return (
    <ProjectSettings
      project={project}
      agents={agents}
      onAgents={() => void navigate({ to: routes.agents, params: { projectId: project.id } })}
    />
  );
}
