import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { buttonClass } from '@/components/button';
import { agentsQuery } from '@/features/agents/api/get-agents';
import { attemptQuery } from '@/features/attempts/api/get-attempt';
import { AttemptActions } from '@/features/attempts/actions/attempt-actions';
import { RunSeveral } from '@/features/attempts/actions/run-several';
import { AttemptList } from '@/features/attempts/history/attempt-list';
import { AsksNote } from '@/features/attempts/requests/asks-note';
import { useMarkRead } from '@/features/tasks/api/mark-read';
import { TaskDrawer } from '@/features/tasks/drawer/task-drawer';
import { Thread } from '@/features/thread/thread';
import type { Agent, AttemptDetail, Task } from '@/lib/api/types';
import { routes } from '@/lib/paths';
import { useProject } from '../live/project-context';
import { CompareLink } from './compare-link';
import { DRAWER_TABS, type AttemptSearch, type DrawerTab } from '../search-params';

interface OpenTaskProps {
  task: Task;
  tab: DrawerTab;
  onTab: (tab: DrawerTab) => void;
  onClose: () => void;
}

interface Readiness {
  /** How many there are, as soon as it is known. */
  agents: number | undefined;
  hasAgent: boolean;
  onNewAgent: () => void;
  onChoose: () => void;
}

function whyUnready({ agents, hasAgent, onNewAgent, onChoose }: Readiness) {
  if (agents === 0)
    return {
      why: 'There is no agent profile yet: make one first.',
      way: { name: 'New agent profile', onGo: onNewAgent },
    };
  if (hasAgent) return null;
  return {
    why: 'Neither the task nor its project names an agent.',
    way: { name: 'Choose an agent', onGo: onChoose },
  };
}

interface AsksProps {
  projectId: string;
  attempt: AttemptDetail;
  agents: ReadonlyMap<string, Agent>;
}

/** What the agent asks is answered on the attempt's own page. */
function Asks({ projectId, attempt, agents }: AsksProps) {
  return (
    <AsksNote
      requests={attempt.requests}
      agentName={agents.get(attempt.agent_id ?? '')?.name ?? attempt.agent_name}
      link={
        <Link
          to={routes.attempt}
          params={{ projectId, attemptId: attempt.id }}
          search={{ tab: 'logs' }}
          className={buttonClass('primary', 'small')}
        >
          Answer
        </Link>
      }
    />
  );
}

/** The drawer, with what the other features have to say about its task. */
export default function OpenTask({ task, tab, onTab, onClose }: OpenTaskProps) {
  const { project, tasks, agents, agentsById } = useProject();
  const navigate = useNavigate();
  const markRead = useMarkRead(project.id, task.id);
  const latest = task.latest_attempt;
  const attempt = useQuery({ ...attemptQuery(latest?.id ?? ''), enabled: latest !== null });
  const goTo = (attemptId: string, search: AttemptSearch) =>
    void navigate({ to: routes.attempt, params: { projectId: project.id, attemptId }, search });
  const known = useQuery(agentsQuery).data;
  const unready = whyUnready({
    agents: known?.length,
    hasAgent: (task.agent_id ?? project.default_agent_id) !== null,
    onNewAgent: () =>
      void navigate({ to: routes.project, params: { projectId: project.id }, search: { new: 'agent' } }),
    onChoose: () => onTab('details'),
  });
  const compareAgents = (
    <RunSeveral
      {...{ task, project, agents }}
      onStarted={() =>
        void navigate({ to: routes.compare, params: { projectId: project.id, taskId: task.id } })
      }
    />
  );
  return (
    <TaskDrawer
      project={project}
      task={task}
      tasks={tasks}
      agents={agents}
      link={`${window.location.origin}${window.location.pathname}?task=${encodeURIComponent(task.id)}`}
      tab={tab}
      onTab={(value) => onTab(DRAWER_TABS.find((entry) => entry === value) ?? 'details')}
      onClose={onClose}
      onWatch={latest ? () => goTo(latest.id, {}) : null}
      actions={
        <>
          {attempt.data && <Asks projectId={project.id} attempt={attempt.data} agents={agentsById} />}
          <div className="flex min-h-8 flex-wrap items-center gap-1.5">
            {(latest === null || attempt.data) && (
              <AttemptActions
                taskId={task.id}
                attempt={attempt.data ?? null}
                criteria={task.acceptance_criteria}
                agents={agents}
                unready={unready}
                githubRepo={project.github_repo}
                onStarted={(next) => goTo(next.id, { tab: 'logs' })}
              />
            )}
            {latest === null && compareAgents}
          </div>
        </>
      }
      attempts={
        <AttemptList
          taskId={task.id}
          agents={agentsById}
          renderCompare={(entries) => (
            <>
              <CompareLink projectId={project.id} taskId={task.id} attempts={entries} />
              <span className="ml-auto">{compareAgents}</span>
            </>
          )}
          renderLink={(entry, className, children) => (
            <Link
              to={routes.attempt}
              params={{ projectId: project.id, attemptId: entry.id }}
              search={{}}
              className={className}
            >
              {children}
            </Link>
          )}
        />
      }
      thread={<Thread taskId={task.id} workflow={project.workflow} onSeen={markRead} />}
      threadName={project.workflow === 'team' ? 'Thread' : 'Notes'}
    />
  );
}
