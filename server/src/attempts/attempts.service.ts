import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { AgentsService, type Agent } from '../agents/agents.service.js';
import { GATES, type GateName, SETTLED_STATUSES } from '../contracts/attempt-status.js';
import { newId } from '../platform/database/new-id.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Signals } from '../platform/signals/signals.service.js';
import { type Project, ProjectsService } from '../projects/projects.service.js';
import { type Task, TasksService } from '../tasks/tasks.service.js';
import type { ArtifactEntity } from './artifact.entity.js';
import { artifactNotFound, AttemptArtifacts } from './attempt-artifacts.js';
import { AttemptEventsService } from './attempt-events.service.js';
import { AttemptQueue } from './attempt-queue.js';
import { AttemptResponses, toArtifactDto, toEventDto } from './attempt-response.js';
import { AttemptTransitions, IllegalTransition, lockAttempt, type TransitionOutcome } from './attempt-transitions.js';
import { type AgentAtStart, AttemptEntity } from './attempt.entity.js';
import type {
  ApproveDto,
  ArtifactListDto,
  AttemptDetailDto,
  AttemptDto,
  AttemptListDto,
  EventPageDto,
  EventsQuery,
  RequestChangesDto,
  StartAttemptDto,
  StartedAttemptsDto,
} from './attempts.dto.js';
import { MergeAttempt } from './merge-attempt.js';
import { attemptClosed, attemptMerging, attemptNotFound, illegalTransition, noAgent, noGates, tooManyAttempts } from './attempts.errors.js';

const DETAIL_EVENTS = 100;

/** Who asks: every attempt belongs to the owner of its project. */
export interface Requester {
  id: string;
}

@Injectable()
export class AttemptsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly projects: ProjectsService,
    private readonly tasks: TasksService,
    private readonly agents: AgentsService,
    private readonly transitions: AttemptTransitions,
    private readonly events: AttemptEventsService,
    private readonly artifacts: AttemptArtifacts,
    private readonly responses: AttemptResponses,
    private readonly merges: MergeAttempt,
    private readonly queue: AttemptQueue,
    private readonly signals: Signals,
  ) {}

  /** The attempt if `user` may see it; 404 otherwise. */
  async findOwned(attemptId: string, user: Requester): Promise<AttemptEntity> {
    const attempt = await this.dataSource.manager.findOneBy(AttemptEntity, { id: attemptId });
    if (!attempt) throw attemptNotFound(attemptId);
    await this.projects.findOwned(attempt.projectId, user.id).catch((error: unknown) => {
      throw error instanceof DomainError && error.kind === 'not_found' ? attemptNotFound(attemptId) : error;
    });
    return attempt;
  }

  async get(attemptId: string, user: Requester): Promise<AttemptDetailDto> {
    const attempt = await this.findOwned(attemptId, user);
    const [response, events, artifacts] = await Promise.all([
      this.responses.one(attempt),
      this.events.listBefore(attemptId, attempt.lastSeq + 1, DETAIL_EVENTS),
      this.artifacts.list(attemptId),
    ]);
    return {
      ...response,
      events: events.map((row) => toEventDto(attemptId, row)),
      artifacts: artifacts.map(toArtifactDto),
    };
  }

  async list(taskId: string, user: Requester): Promise<AttemptListDto> {
    await this.tasks.findOwned(taskId, user.id);
    const attempts = await this.dataSource.manager.find(AttemptEntity, { where: { taskId }, order: { number: 'DESC' } });
    return { items: await this.responses.many(attempts), next_cursor: null };
  }

  async listEvents(attemptId: string, { after, before, limit = 200 }: EventsQuery, user: Requester): Promise<EventPageDto> {
    const { lastSeq } = await this.findOwned(attemptId, user);
    const rows =
      before === undefined
        ? await this.events.listAfter(attemptId, after ?? 0, limit)
        : await this.events.listBefore(attemptId, before, limit);
    const last = rows.at(-1)?.seq;
    return {
      items: rows.map((row) => toEventDto(attemptId, row)),
      next_after: last !== undefined && last < lastSeq ? last : null,
    };
  }

  /** One attempt, or with `agent_ids` one for each. */
  async startOneOrSeveral(
    taskId: string,
    request: StartAttemptDto,
    user: Requester,
  ): Promise<AttemptDto | StartedAttemptsDto> {
    const items = await this.start(taskId, request, user);
    const [first] = items;
    return request.agent_ids || !first ? { items } : first;
  }

  async approve(attemptId: string, request: ApproveDto, user: Requester): Promise<AttemptDto> {
    const { projectId } = await this.findOwned(attemptId, user);
    return this.responses.one(await this.merges.approve(attemptId, projectId, request, user.id));
  }

  async listArtifacts(attemptId: string, user: Requester): Promise<ArtifactListDto> {
    await this.findOwned(attemptId, user);
    return { items: (await this.artifacts.list(attemptId)).map(toArtifactDto), next_cursor: null };
  }

  /** 404 also for what belongs to somebody else's attempt. */
  async findArtifact(artifactId: string, user: Requester): Promise<ArtifactEntity> {
    const artifact = await this.artifacts.get(artifactId);
    await this.findOwned(artifact.attemptId, user).catch(() => {
      throw artifactNotFound(artifactId);
    });
    return artifact;
  }

  private async start(taskId: string, { agent_id, agent_ids, base_branch }: StartAttemptDto, user: Requester): Promise<AttemptDto[]> {
    const task = await this.tasks.findOwned(taskId, user.id);
    const project = await this.projects.findOwned(task.projectId, user.id);
    const wanted = agent_ids ?? [agent_id ?? task.agentId ?? project.defaultAgentId ?? undefined];
    const agents = await Promise.all(wanted.map((id) => this.findAgent(id, user)));
    const outcomes = await this.dataSource.transaction(async (manager) => {
      await this.takeFromBudget(manager, project, agents.length);
      const created: TransitionOutcome[] = [];
      for (const agent of agents) {
        created.push(await this.create(manager, { project, task, agent, baseBranch: base_branch ?? project.defaultBranch }));
      }
      return created;
    });
    return this.publish(outcomes);
  }

  /** Sends a result back: the next attempt goes on from it, with the feedback. */
  async requestChanges(attemptId: string, { feedback, agent_id }: RequestChangesDto, user: Requester): Promise<AttemptDto> {
    const { taskId, projectId, agentId } = await this.findOwned(attemptId, user);
    const task = await this.tasks.findOwned(taskId, user.id);
    const project = await this.projects.findOwned(projectId, user.id);
    const agent = await this.findAgent(agent_id ?? agentId ?? undefined, user);
    const outcomes = await this.dataSource.transaction(async (manager) => {
      await this.takeFromBudget(manager, project, 1);
      const parent = await lockAttempt(manager, attemptId);
      refuseUnlessOpenResult(parent, 'be sent back');
      const { baseBranch, baseSha, headSha: startSha } = parent;
      const child = { project, task, agent, baseBranch, baseSha, startSha, feedback, parentAttemptId: parent.id };
      const created = await this.create(manager, child);
      parent.closed = { reason: 'superseded', by: user.id, at: new Date().toISOString() };
      await manager.save(parent);
      const announceMove = await this.tasks.recordAttempt(taskId, { event: 'changes_requested', needsAttention: null }, manager);
      return [{ ...created, announceTask: announceMove }];
    });
    this.signals.emit('attempt.changed', { projectId, attemptId });
    const [response] = await this.publish(outcomes);
    if (!response) throw new Error('one attempt was created');
    return response;
  }

  /** Closes an attempt; its parent, if this one superseded it, is open again. */
  async discard(attemptId: string, user: Requester): Promise<AttemptDto> {
    const { projectId } = await this.findOwned(attemptId, user);
    const changed = await this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, attemptId);
      if (attempt.phase === 'merging') throw attemptMerging();
      if (attempt.closed?.reason === 'discarded') return [attempt];
      if (!isSettledUnmerged(attempt)) throw illegalTransition('be discarded', attempt.status);
      if (attempt.closed) throw attemptClosed(attempt.closed.reason);
      attempt.closed = { reason: 'discarded', by: user.id, at: new Date().toISOString() };
      await manager.save(attempt);
      return [attempt, ...(await reopenParent(manager, attempt))];
    });
    for (const { id } of changed) this.signals.emit('attempt.changed', { projectId, attemptId: id });
    await this.transitions.refreshCard(attemptId, null);
    return this.responses.one(await this.findOwned(attemptId, user));
  }

  /** Returns whether this call asked for it first; a cancel in the queue is done at once. */
  async cancel(attemptId: string, user: Requester): Promise<{ attempt: AttemptDto; isNew: boolean }> {
    const { projectId } = await this.findOwned(attemptId, user);
    const { isNew, outcome } = await this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, attemptId);
      if (attempt.phase === 'merging') throw attemptMerging();
      if (attempt.status === 'CANCELLED' || attempt.cancelRequestedAt) return { isNew: false };
      const cancelRequestedAt = new Date();
      if (attempt.status === 'QUEUED') {
        const patch = { cancelRequestedAt };
        return { isNew: true, outcome: await this.transitions.applyIn(manager, { attemptId, event: 'CANCELLED', patch }) };
      }
      if (attempt.status !== 'RUNNING' && attempt.status !== 'GATES_RUNNING') {
        throw illegalTransition('be cancelled', attempt.status);
      }
      attempt.cancelRequestedAt = cancelRequestedAt;
      await manager.save(attempt);
      return { isNew: true };
    });
    if (outcome) this.transitions.announce(outcome);
    if (isNew) {
      this.signals.emit('attempt.cancel', { attemptId });
      this.signals.emit('attempt.changed', { projectId, attemptId });
    }
    return { isNew, attempt: await this.responses.one(await this.findOwned(attemptId, user)) };
  }

  async rerunGates(attemptId: string, gate: GateName | undefined, user: Requester): Promise<AttemptDto> {
    const found = await this.findOwned(attemptId, user);
    const { commands } = await this.projects.get(found.projectId);
    const configured = GATES.filter((name) => commands[name]);
    const gatesWanted = configured.filter((name) => !gate || name === gate || name === 'install');
    if (gatesWanted.length === 0 || (gate && !configured.includes(gate))) throw noGates(gate);
    const attempt = await this.requestGates(attemptId, gatesWanted);
    return this.responses.one(attempt);
  }

  /** Puts gates in line for the head as it is now. */
  async requestGates(attemptId: string, gatesWanted: GateName[]): Promise<AttemptEntity> {
    const attempt = await this.transitions
      .apply({
        attemptId,
        event: 'GATES_REQUESTED',
        inspect: (locked) => {
          refuseUnlessOpenResult(locked, 'rerun its gates');
          locked.gatesRound += 1;
        },
        patch: { gatesWanted, cancelRequestedAt: null },
      })
      .catch((error: unknown) => {
        throw error instanceof IllegalTransition ? illegalTransition('rerun its gates', error.state.status) : error;
      });
    await this.queue.wake(attemptId, `gates-${attempt.gatesRound}`);
    return attempt;
  }

  private async findAgent(agentId: string | undefined, user: Requester): Promise<Agent> {
    if (agentId === undefined) throw noAgent();
    return this.agents.findOwned(agentId, user.id);
  }

  /** Refuses with 429 what would exceed `max_attempts_per_hour`; holds the project's row against others who start. */
  private async takeFromBudget(manager: EntityManager, project: Project, count: number): Promise<void> {
    await manager.query('select 1 from projects where id = $1 for update', [project.id]);
    const limit = project.budgets.max_attempts_per_hour;
    if (limit === null || limit === undefined) return;
    const rows = (await manager.query(
      `select extract(epoch from queued_at + interval '1 hour' - now())::float8 as "freeInS" from attempts
       where project_id = $1 and queued_at > now() - interval '1 hour' order by queued_at`,
      [project.id],
    )) as { freeInS: number }[];
    const excess = rows.length + count - limit;
    if (excess > 0) throw tooManyAttempts(limit, Math.ceil(rows[excess - 1]?.freeInS ?? 3_600));
  }

  private async create(
    manager: EntityManager,
    { project, task, agent, ...rest }: { project: Project; task: Task; agent: Agent; baseBranch: string } & Partial<AttemptEntity>,
  ): Promise<TransitionOutcome> {
    const id = newId();
    const rows = (await manager.query(
      'select coalesce(max(number), 0) + 1 as number from attempts where task_id = $1',
      [task.id],
    )) as { number: number }[];
    return this.transitions.create(manager, {
      ...rest,
      id,
      taskId: task.id,
      projectId: project.id,
      number: rows[0]?.number ?? 1,
      agentId: agent.id,
      agent: atStart(agent),
      installFirst: project.setup.install_first && Boolean(project.commands.install),
      branch: `ak/${task.id}/${id}`,
      gatesWanted: GATES.filter((gate) => project.commands[gate]),
    });
  }

  private async publish(outcomes: readonly TransitionOutcome[]): Promise<AttemptDto[]> {
    for (const outcome of outcomes) {
      this.transitions.announce(outcome);
      await this.queue.wake(outcome.attempt.id, 'start');
    }
    return this.responses.many(outcomes.map(({ attempt }) => attempt));
  }
}

const atStart = (agent: Agent): AgentAtStart => ({
  name: agent.name,
  adapter: agent.adapter,
  command: agent.command,
  sandbox: agent.sandbox,
  network: agent.network,
  env_allow: agent.envAllow,
  limits: { max_runtime_s: agent.limits.max_runtime_s ?? null },
  instructions: agent.instructions,
});

const isSettledUnmerged = ({ status }: AttemptEntity): boolean =>
  status !== 'APPROVED_MERGED' && SETTLED_STATUSES.some((settled) => settled === status);

/** Refuses what is under way, merged, closed, or has no result. */
function refuseUnlessOpenResult(attempt: AttemptEntity, action: string): void {
  if (attempt.phase === 'merging') throw attemptMerging();
  if (attempt.closed) throw attemptClosed(attempt.closed.reason);
  if (!isSettledUnmerged(attempt) || !attempt.headSha) throw illegalTransition(action, attempt.status);
}

async function reopenParent(manager: EntityManager, { parentAttemptId }: AttemptEntity): Promise<AttemptEntity[]> {
  if (!parentAttemptId) return [];
  const parent = await lockAttempt(manager, parentAttemptId);
  const hasOpenChild = await manager.existsBy(AttemptEntity, { parentAttemptId, closed: IsNull() });
  if (parent.closed?.reason !== 'superseded' || hasOpenChild) return [];
  parent.closed = null;
  return [await manager.save(parent)];
}
