import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { type Agent, AgentsService } from '../agents/agents.service.js';
import { GATES } from '../contracts/attempt-status.js';
import { newId } from '../platform/database/new-id.js';
import { Signals } from '../platform/signals/signals.service.js';
import { checkpoint } from '../platform/process/checkpoint.js';
import { type Project, ProjectsService } from '../projects/projects.service.js';
import { type Task, TasksService } from '../tasks/tasks.service.js';
import { refuseUnlessOpenResult } from './attempt-guards.js';
import { AttemptBoard } from './attempt-board.js';
import { refuseBeyondHour } from './attempts-per-hour.js';
import { costOfDay } from './cost-of-day.js';
import { CommentPlaces } from './comments/comment-places.js';
import { noFeedback } from './comments/comments.errors.js';
import { AttemptQueue } from './leases/attempt-queue.js';
import { AttemptTransitions, type TransitionOutcome } from './attempt-transitions.js';
import { agentAtStart } from './agent-at-start.js';
import { AttemptEntity } from './attempt.entity.js';
import type { RequestChangesDto, StartAttemptDto } from './attempt-requests.dto.js';
import { dayBudgetSpent, noAgent, taskBusy } from './attempts.errors.js';
import { lockAttempt, lockStarts } from './lock-attempt.js';

/** Who asks: every attempt belongs to the owner of its project. */
export interface Requester {
  id: string;
}

/** What a new attempt is made of. */
type NewAttempt = { project: Project; task: Task; agent: Agent; baseBranch: string } & Partial<
  Pick<AttemptEntity, 'parentAttemptId' | 'comparisonId' | 'baseSha' | 'startSha' | 'conflicts' | 'feedback'>
>;

/** Puts attempts in line: row, event, card and budget in one transaction, the wake-up after it. */
@Injectable()
export class AttemptStarter {
  constructor(
    private readonly dataSource: DataSource,
    private readonly projects: ProjectsService,
    private readonly tasks: TasksService,
    private readonly agents: AgentsService,
    private readonly transitions: AttemptTransitions,
    private readonly board: AttemptBoard,
    private readonly comments: CommentPlaces,
    private readonly queue: AttemptQueue,
    private readonly signals: Signals,
  ) {}

  /** One attempt for each profile that is asked for; all of them or none. */
  async start(
    taskId: string,
    { agent_id, agent_ids, base_branch }: StartAttemptDto,
    user: Requester,
  ): Promise<AttemptEntity[]> {
    const task = await this.tasks.findOwned(taskId, user.id);
    const project = await this.projects.findOwned(task.projectId, user.id);
    const wanted = agent_ids ?? [agent_id ?? task.agentId ?? project.defaultAgentId ?? undefined];
    const agents = await Promise.all(wanted.map((id) => this.findAgent(id, user)));
    const comparisonId = agents.length > 1 ? newId() : null;
    const outcomes = await this.dataSource.transaction(async (manager) => {
      await this.takeFromBudget(manager, project, agents);
      if (project.workflow === 'team') await refuseWhenBusy(manager, task.id, agents.length);
      const created: TransitionOutcome[] = [];
      for (const agent of agents) {
        const baseBranch = base_branch ?? project.defaultBranch;
        created.push(await this.create(manager, { project, task, agent, baseBranch, comparisonId }));
      }
      return created;
    });
    outcomes.forEach((outcome) => this.publish(outcome));
    return outcomes.map(({ attempt }) => attempt);
  }

  /** Sends a result back: the next attempt goes on from it, with the feedback. */
  async requestChanges(
    { id: attemptId, taskId, projectId, agentId }: AttemptEntity,
    { feedback, comment_ids = [], agent_id }: RequestChangesDto,
    user: Requester,
  ): Promise<AttemptEntity> {
    if (feedback === undefined && comment_ids.length === 0) throw noFeedback();
    const task = await this.tasks.findOwned(taskId, user.id);
    const project = await this.projects.findOwned(projectId, user.id);
    const agent = await this.findAgent(agent_id ?? agentId ?? undefined, user);
    const outcome = await this.dataSource.transaction(async (manager) => {
      await this.takeFromBudget(manager, project, [agent]);
      const parent = await lockAttempt(manager, attemptId);
      refuseUnlessOpenResult(parent, 'be sent back');
      await this.comments.lockReview(manager, parent.id, comment_ids);
      const { baseBranch, baseSha, headSha: startSha, conflicts, comparisonId } = parent;
      const work = {
        ...{ baseBranch, baseSha, startSha, conflicts, comparisonId },
        parentAttemptId: parent.id,
        feedback: feedback ?? null,
      };
      const created = await this.create(manager, { project, task, agent, ...work });
      const announceComments = await this.comments.carryOver(manager, parent, created.attempt, comment_ids);
      parent.closed = { reason: 'superseded', by: user.id, at: new Date().toISOString() };
      await manager.save(parent);
      const change = { event: 'changes_requested', needsAttention: null } as const;
      const announceTask = await this.board.refreshIn(manager, created.attempt, change);
      return { ...created, announceTask, announceComments };
    });
    this.signals.emit('attempt.changed', { projectId, attemptId });
    this.publish(outcome);
    outcome.announceComments();
    return outcome.attempt;
  }

  private async findAgent(agentId: string | undefined, user: Requester): Promise<Agent> {
    if (agentId === undefined) throw noAgent();
    return await this.agents.findOwned(agentId, user.id);
  }

  /** Refuses with 429 once the hour's attempts or the day's money are used up; one start of a project's attempts at a time. */
  private async takeFromBudget(
    manager: EntityManager,
    project: Project,
    agents: readonly Agent[],
  ): Promise<void> {
    await lockStarts(manager, project.id);
    const perDay = project.budgets.max_cost_usd_per_day;
    if (perDay !== null && (await costOfDay(manager, project.id)) >= perDay) throw dayBudgetSpent(perDay);
    await refuseBeyondHour(manager, project, agents);
  }

  private async create(
    manager: EntityManager,
    { project, task, agent, ...work }: NewAttempt,
  ): Promise<TransitionOutcome> {
    const id = newId();
    const rows = await manager.query<{ number: number }[]>(
      'select coalesce(max(number), 0) + 1 as number from attempts where task_id = $1',
      [task.id],
    );
    return this.transitions.create(manager, {
      ...work,
      id,
      taskId: task.id,
      projectId: project.id,
      number: rows[0]?.number ?? 1,
      agentId: agent.id,
      agent: agentAtStart(agent),
      installFirst: project.setup.install_first && Boolean(project.commands.install),
      branch: `ak/${task.id}/${id}`,
      gatesWanted: GATES.filter((gate) => project.commands[gate]),
    });
  }

  private publish(outcome: TransitionOutcome): void {
    checkpoint('start.stored');
    this.transitions.announce(outcome);
    this.queue.wake(outcome.attempt.id, 'start');
  }
}

/** Solo lets several attempts of a task run side by side, a team does not. */
async function refuseWhenBusy(manager: EntityManager, taskId: string, wanted: number): Promise<void> {
  const underWay = await manager.countBy(AttemptEntity, {
    taskId,
    status: In(['QUEUED', 'RUNNING', 'GATES_RUNNING']),
  });
  if (underWay + wanted > 1) throw taskBusy();
}
