/** Every URL of the web app. Those of the REST API are keys of the generated schema, checked by the compiler. */
export const routes = {
  home: '/',
  signIn: '/sign-in',
  newProject: '/projects/new',
  project: '/projects/$projectId',
  runs: '/projects/$projectId/runs',
  needsYou: '/projects/$projectId/needs-you',
  agents: '/projects/$projectId/agents',
  insights: '/projects/$projectId/insights',
  settings: '/projects/$projectId/settings',
  account: '/projects/$projectId/account',
  attempt: '/projects/$projectId/attempts/$attemptId',
  compare: '/projects/$projectId/tasks/$taskId/compare',
} as const;

/** The address of an attempt's page, where no router is at hand. */
export const attemptPath = (projectId: string, attemptId: string): string =>
  routes.attempt.replace('$projectId', projectId).replace('$attemptId', attemptId);

const socketOrigin = (): string => window.location.origin.replace(/^http/, 'ws');

export const urls = {
  /** For a tab of its own; within the page the router links. */
  attemptPage: (projectId: string, attemptId: string) =>
    routes.attempt
      .replace('$projectId', encodeURIComponent(projectId))
      .replace('$attemptId', encodeURIComponent(attemptId)),
  health: '/healthz',
  artifact: (artifactId: string) => `/api/artifacts/${encodeURIComponent(artifactId)}`,
  projectSocket: (projectId: string) => `${socketOrigin()}/ws/projects/${encodeURIComponent(projectId)}`,
  attemptSocket: (attemptId: string, after: number) =>
    `${socketOrigin()}/ws/attempts/${encodeURIComponent(attemptId)}?after=${after}&batch=1`,
};
