import { Link } from '@tanstack/react-router';
import { ChevronsUpDown, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { AntMark } from '@/components/ant-mark';
import { Button } from '@/components/button';
import type { Agent, Project, Task } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { KEYS, shownKey } from '@/lib/keys';
import { routes } from '@/lib/paths';
import { useTheme } from '@/lib/theme';
import { PAGES, type Page } from '../pages';
import { WorkingAgents } from './working-agents';

interface SidebarProps {
  project: Project;
  projects: readonly Project[];
  tasks: readonly Task[];
  /** How many cards wait for a person, in all projects. */
  waiting: number;
  agentsById: ReadonlyMap<string, Agent>;
  onProject: (projectId: string) => void;
  onNewProject: () => void;
  account: ReactNode;
  spend: ReactNode;
}

export function Sidebar(props: SidebarProps) {
  const params = { projectId: props.project.id };
  return (
    <div className="thin-scroll flex h-full w-[232px] flex-col gap-3.5 overflow-y-auto border-r bg-sidebar px-3 pt-3.5 pb-3">
      <p className="title flex items-center gap-[9px] px-1.5 text-[19px]">
        <AntMark /> Antfarm
      </p>
      <ProjectSelect {...props} />
      <nav aria-label="Project" className="flex flex-col gap-px">
        {PAGES.filter(({ to }) => to !== routes.settings).map((page) => (
          <NavLink
            {...page}
            key={page.to}
            params={params}
            exact={page.to === routes.project}
            count={page.to === routes.needsYou ? props.waiting : 0}
          />
        ))}
      </nav>
      <WorkingAgents tasks={props.tasks} agentsById={props.agentsById} />
      <div className="mt-auto">{props.spend}</div>
      <div className="flex items-center gap-1">
        {PAGES.filter(({ to }) => to === routes.settings).map((page) => (
          <NavLink {...page} key={page.to} params={params} />
        ))}
        {props.account}
        <ThemeToggle />
      </div>
    </div>
  );
}

interface NavLinkProps extends Page {
  params: { projectId: string };
  exact?: boolean;
  count?: number;
}

function NavLink({ name, to, params, Icon, exact = false, count = 0, shortcut }: NavLinkProps) {
  return (
    <Link
      to={to}
      params={params}
      title={`${name} (${shownKey(KEYS[shortcut][0])})`}
      activeOptions={{ exact, includeSearch: false }}
      activeProps={{ className: 'bg-active text-ink font-semibold' }}
      inactiveProps={{ className: 'text-muted font-medium' }}
      className="flex h-8 w-full items-center gap-2.5 rounded-lg px-2 text-[13.5px] -outline-offset-2 hover:bg-hover"
    >
      <Icon size={16} aria-hidden="true" /> {name}
      {count > 0 && (
        <span className="ml-auto min-w-5 rounded-full bg-amber-bg px-1.5 py-px text-center text-[11.5px] font-[650] text-amber-fg">
          {count}
        </span>
      )}
    </Link>
  );
}

const NEW_PROJECT = 'new';

/** The platform's select lies, unseen, over the face that shows the project. */
function ProjectSelect({ project, projects, tasks, onProject, onNewProject }: SidebarProps) {
  return (
    <div className="relative flex items-center gap-[9px] rounded-[10px] border bg-raised px-[9px] py-2 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2">
      <span
        aria-hidden="true"
        className="grid size-[26px] flex-none place-items-center rounded-[7px] bg-accent text-xs font-[650] text-on-accent"
      >
        {project.key.slice(0, 2)}
      </span>
      <span aria-hidden="true" className="min-w-0 flex-1 leading-tight">
        <span className="block truncate text-[13px] font-semibold">
          <bdi>{project.name}</bdi>
        </span>
        <span className="block truncate text-[11.5px] text-subtle">
          {project.default_branch} · {plural(tasks.length, 'task')}
        </span>
      </span>
      <ChevronsUpDown size={15} aria-hidden="true" className="flex-none text-subtle" />
      <select
        aria-label="Project"
        value={project.id}
        onChange={(event) =>
          event.target.value === NEW_PROJECT ? onNewProject() : onProject(event.target.value)
        }
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      >
        {projects.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {entry.name}
          </option>
        ))}
        <option value={NEW_PROJECT}>New project…</option>
      </select>
    </div>
  );
}

function ThemeToggle() {
  const { theme, toggle } = useTheme();
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <Button
      look="ghost"
      size="icon"
      aria-label={theme === 'dark' ? 'Use the light theme' : 'Use the dark theme'}
      onClick={toggle}
    >
      <Icon size={15} aria-hidden="true" />
    </Button>
  );
}
