import { type AllowedUrl, checkRepoUrl, type UrlCheck } from '../git/check-repo-url.js';
import { ensureMirror } from '../git/ensure-mirror.js';
import { fetchMirror, type MirrorSource } from '../git/fetch-mirror.js';
import type { AppConfig } from '../platform/config/app-config.js';
import type { Project } from '../projects/projects.service.js';

/** The project's URL, held against the server's policy each time: what a name means may have changed. */
export const allowedUrl = (project: Project, config: AppConfig): Promise<UrlCheck> =>
  checkRepoUrl(project.repoUrl ?? '', config.repositories);

/** Brings the project's mirror up to what its repository has now; answers what is in the way, if something is. */
export async function updateMirror(
  project: Project,
  token: string | null,
  mirror: string,
  config: AppConfig,
  signal?: AbortSignal,
): Promise<string | undefined> {
  await ensureMirror(mirror);
  if (project.localPath) return fetchFrom(mirror, { kind: 'local', path: project.localPath }, signal);
  const url = await allowedUrl(project, config);
  if (url.status === 'refused') return url.detail;
  return fetchFrom(mirror, remoteSource(url, token), signal);
}

const remoteSource = (url: AllowedUrl, token: string | null): MirrorSource => ({
  kind: 'remote',
  url,
  ...(token && { token }),
});

async function fetchFrom(
  mirror: string,
  source: MirrorSource,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const outcome = await fetchMirror(mirror, source, signal);
  return outcome.status === 'fetched' ? undefined : `The repository cannot be fetched: ${outcome.detail}`;
}
