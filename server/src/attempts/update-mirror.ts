import { ensureMirror } from '../git/ensure-mirror.js';
import { fetchMirror, type MirrorSource } from '../git/fetch-mirror.js';
import type { AppConfig } from '../platform/config/app-config.js';
import type { Project } from '../projects/projects.service.js';

export function mirrorSource(project: Project, token: string | null, config: AppConfig): MirrorSource {
  if (project.localPath) return { kind: 'local', path: project.localPath };
  if (!project.repoUrl) throw new Error(`Project ${project.id} has neither a path nor a URL`);
  const { protocols, allowPrivateHosts } = config.repositories;
  return { kind: 'remote', url: project.repoUrl, token, protocols, allowPrivateHosts };
}

/** Brings the project's mirror up to what its repository has now. */
export async function updateMirror(
  project: Project,
  token: string | null,
  mirror: string,
  config: AppConfig,
): Promise<void> {
  await ensureMirror(mirror);
  await fetchMirror(mirror, mirrorSource(project, token, config));
}
