import { useRef, type ReactNode } from 'react';
import { Failed, Loading } from '@/components/state-notes';
import type { Agent, Project } from '@/lib/api/types';
import type { WaitingTask } from '@/lib/attention';
import { plural } from '@/lib/format/quantity';
import { useKeys } from '@/lib/keys';
import { NotificationSwitch } from './notification-switch';
import { ROW_CLASS, WaitingRow } from './waiting-row';

type Scope = 'project' | 'all';

interface NeedsYouPageProps {
  project: Project;
  projects: readonly Project[];
  agentsById: ReadonlyMap<string, Agent>;
  scope: Scope;
  /** Of all projects; those of the others may still be on their way. */
  waiting: readonly WaitingTask[];
  others: { isPending: boolean; error: unknown; onRetry: () => void };
  onScope: (scope: Scope) => void;
  renderLink: (task: WaitingTask, className: string, children: ReactNode) => ReactNode;
  board: ReactNode;
}

/** To the next of the links in a list; `false` when it has none. */
function step(list: HTMLElement | null, by: 1 | -1): boolean {
  const links = [...(list?.querySelectorAll('a') ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by));
  links[next]?.focus();
  return links.length > 0;
}

/** One queue of everything that waits for a person, the longest wait first. */
export function NeedsYouPage(props: NeedsYouPageProps) {
  const { project, projects, agentsById, scope, waiting, others, onScope, renderLink, board } = props;
  const list = useRef<HTMLUListElement>(null);
  const here = waiting.filter((task) => task.project_id === project.id);
  const shown = scope === 'all' ? waiting : here;
  const nameOf = (projectId: string) => projects.find(({ id }) => id === projectId)?.name ?? project.name;

  useKeys({ nextWaiting: () => step(list.current, 1), previousWaiting: () => step(list.current, -1) });

  return (
    <main className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-14 flex-none flex-wrap items-center gap-x-4 gap-y-2 border-b px-[18px] py-2 max-md:px-3.5">
        <h1 className="title text-[19px] whitespace-nowrap">Needs you</h1>
        {projects.length > 1 && (
          <ScopeChoice scope={scope} here={here.length} all={waiting.length} onScope={onScope} />
        )}
        <NotificationSwitch />
      </header>
      <div className="thin-scroll min-h-0 flex-1 overflow-y-auto px-[18px] py-4 max-md:px-3.5">
        <div className="mx-auto max-w-[860px]">
          {scope === 'all' && others.isPending && <Loading what="what waits in the other projects" />}
          {scope === 'all' && others.error !== null && (
            <Failed what="what waits in the other projects" error={others.error} onRetry={others.onRetry} />
          )}
          {shown.length > 0 && (
            <>
              <p className="mb-2.5 text-[13px] text-muted">
                {plural(shown.length, 'card waits', 'cards wait')} for you, the longest wait first.
              </p>
              <ul ref={list} className="flex flex-col gap-2">
                {shown.map((task) => (
                  <li key={task.id}>
                    {renderLink(
                      task,
                      ROW_CLASS,
                      <WaitingRow
                        task={task}
                        agent={agentsById.get(task.latest_attempt?.agent_id ?? task.agent_id ?? '')}
                        projectName={scope === 'all' ? nameOf(task.project_id) : null}
                      />,
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
          {shown.length === 0 && !(scope === 'all' && others.isPending) && (
            <Nothing elsewhere={waiting.length} scope={scope} onScope={onScope} board={board} />
          )}
        </div>
      </div>
    </main>
  );
}

interface ScopeChoiceProps {
  scope: Scope;
  here: number;
  all: number;
  onScope: (scope: Scope) => void;
}

function ScopeChoice({ scope, here, all, onScope }: ScopeChoiceProps) {
  const option = (value: Scope, text: string) => (
    <label className="cursor-pointer rounded-md px-2.5 py-1 text-[12.5px] font-medium text-muted has-checked:bg-raised has-checked:font-semibold has-checked:text-ink has-checked:shadow-[0_1px_2px_rgb(80_55_30/.12)] has-focus-visible:outline-2">
      <input
        type="radio"
        name="scope"
        checked={scope === value}
        onChange={() => onScope(value)}
        className="sr-only"
      />
      {text}
    </label>
  );
  return (
    <fieldset className="flex rounded-lg border bg-sunken p-0.5">
      <legend className="sr-only">Whose cards</legend>
      {option('project', `This project ${here}`)}
      {option('all', `All projects ${all}`)}
    </fieldset>
  );
}

interface NothingProps {
  elsewhere: number;
  scope: Scope;
  onScope: (scope: Scope) => void;
  board: ReactNode;
}

function Nothing({ elsewhere, scope, onScope, board }: NothingProps) {
  return (
    <div className="py-16 text-center">
      <h2 className="title text-xl">Nothing waits for you</h2>
      <p className="mx-auto mt-1 max-w-md text-[13.5px] text-muted">
        Questions, plans, reviews and failures come here by themselves, and are counted in the title of this
        page.
      </p>
      <p className="mt-3 text-[13.5px]">
        {scope === 'project' && elsewhere > 0 ? (
          <button
            type="button"
            onClick={() => onScope('all')}
            className="font-semibold text-accent-text hover:underline"
          >
            {plural(elsewhere, 'card waits', 'cards wait')} in other projects
          </button>
        ) : (
          board
        )}
      </p>
    </div>
  );
}
