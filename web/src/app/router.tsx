import { noop, type QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  redirect,
  type RouteComponent,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Failed, Loading } from '@/components/state-notes';
import { agentsQuery } from '@/features/agents/api/get-agents';
import { projectsQuery } from '@/features/projects/api/get-projects';
import { tasksQuery } from '@/features/tasks/api/get-tasks';
import { notifyRefusal } from '@/lib/notify';
import { onDemand } from '@/lib/on-demand';
import { routes } from '@/lib/paths';
import { lastProjectId, rememberProject } from './last-project';
import { NotFound } from './routes/not-found';
import { RootRoute } from './routes/root-route';
import {
  parseAttemptSearch,
  parseBoardSearch,
  parseInsightsSearch,
  parseNeedsYouSearch,
  parseRunsSearch,
} from './search-params';

/**
 * The router waits for the code before it leaves the old page. By name, since the types of the pages depend on the router's:
 * each export is a component.
 */
const page = <Module,>(load: () => Promise<Module>, name: keyof Module): RouteComponent =>
  onDemand(async () => ({ default: (await load())[name] as ComponentType }), { isAskedFor: true });

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: RootRoute,
  notFoundComponent: NotFound,
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.home,
  loader: async ({ context }) => {
    const projects = await context.queryClient.query({ ...projectsQuery, staleTime: 'static' });
    const project = projects.find(({ id }) => id === lastProjectId()) ?? projects[0];
    if (!project) return redirect({ to: routes.newProject, throw: true });
    return redirect({ to: routes.project, params: { projectId: project.id }, throw: true });
  },
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.signIn,
  component: page(() => import('./routes/sign-in-route'), 'SignInRoute'),
});

const newProjectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.newProject,
  component: page(() => import('./routes/new-project-route'), 'NewProjectRoute'),
});

const projectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.project,
  loader: async ({ context: { queryClient }, params: { projectId } }) => {
    // Begun here so that they do not wait for the page's code; the page says what failed.
    queryClient.query(tasksQuery(projectId)).catch(noop);
    queryClient.query(agentsQuery).catch(noop);
    const projects = await queryClient.query({ ...projectsQuery, staleTime: 'static' });
    if (!projects.some(({ id }) => id === projectId)) {
      notifyRefusal('There is no such project', 'It may have been deleted.');
      redirect({ to: routes.home, throw: true });
    }
    rememberProject(projectId);
  },
  component: page(() => import('./routes/project-route'), 'ProjectRoute'),
});

const boardRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/',
  validateSearch: parseBoardSearch,
  staticData: { title: 'Board' },
  component: page(() => import('./routes/board-route'), 'BoardRoute'),
});

const needsYouRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'needs-you',
  validateSearch: parseNeedsYouSearch,
  staticData: { title: 'Needs you' },
  component: page(() => import('./routes/needs-you-route'), 'NeedsYouRoute'),
});

const runsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'runs',
  validateSearch: parseRunsSearch,
  staticData: { title: 'Runs' },
  component: page(() => import('./routes/runs-route'), 'RunsRoute'),
});

const insightsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'insights',
  validateSearch: parseInsightsSearch,
  staticData: { title: 'Insights' },
  component: page(() => import('./routes/insights-route'), 'InsightsRoute'),
});

const agentsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'agents',
  staticData: { title: 'Agents' },
  component: page(() => import('./routes/agents-route'), 'AgentsRoute'),
});

const settingsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'settings',
  staticData: { title: 'Settings' },
  component: page(() => import('./routes/settings-route'), 'SettingsRoute'),
});

const accountRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'account',
  staticData: { title: 'Account' },
  component: page(() => import('./routes/account-route'), 'AccountRoute'),
});

const attemptRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'attempts/$attemptId',
  validateSearch: parseAttemptSearch,
  staticData: { title: 'Attempt' },
  component: page(() => import('./routes/attempt-route'), 'AttemptRoute'),
});

const compareRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'tasks/$taskId/compare',
  component: page(() => import('./routes/compare-route'), 'CompareRoute'),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  newProjectRoute,
  projectRoute.addChildren([
    boardRoute,
    needsYouRoute,
    runsRoute,
    agentsRoute,
    insightsRoute,
    settingsRoute,
    accountRoute,
    attemptRoute,
    compareRoute,
  ]),
]);

export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPendingComponent: () => <Loading what="the page" />,
    defaultErrorComponent: ({ error, reset }) => <Failed what="this page" error={error} onRetry={reset} />,
    defaultPendingMs: 300,
    // Half a second otherwise: the page would be there, and not be shown.
    defaultPendingMinMs: 0,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface StaticDataRouteOption {
    /** Of the page, in the title of the browser's tab. */
    title?: string;
  }
}
