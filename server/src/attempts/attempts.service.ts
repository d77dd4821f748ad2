import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { GATES, type GateName } from '../contracts/attempt-status.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { pageById } from '../platform/http/page-by-id.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { Signals } from '../platform/signals/signals.service.js';
import { ProjectsService } from '../projects/projects.service.js';
import { TasksService } from '../tasks/tasks.service.js';
import type { ArtifactEntity } from './artifacts/artifact.entity.js';
import { artifactNotFound, AttemptArtifacts } from './artifacts/attempt-artifacts.js';
import { AttemptEventsService } from './events/attempt-events.service.js';
import { AttemptResponses, toArtifactDto, toEventDto } from './attempt-response.js';
import { AttemptStarter, type Requester } from './attempt-starter.js';
import { AttemptTransitions } from './attempt-transitions.js';
import { AttemptEntity } from './attempt.entity.js';
import type {
  ApproveDto,
  EventsQuery,
  ProjectAttemptsQuery,
  RequestChangesDto,
  StartAttemptDto,
} from './attempt-requests.dto.js';
import type {
  ArtifactListDto,
  AttemptDetailDto,
  AttemptDto,
  AttemptListDto,
  EventPageDto,
  ProjectAttemptListDto,
  StartedAttemptsDto,
} from './attempts.dto.js';
import { attemptMerging, attemptNotFound, illegalTransition, noGates } from './attempts.errors.js';
import { DiscardAttempt } from './review/discard-attempt.js';
import { type AttemptInputDto, toPendingRequest } from './requests/agent-request.dto.js';
import { AgentRequests } from './requests/agent-requests.js';
import { lockAttempt } from './lock-attempt.js';
import { MergeAttempt } from './merge-attempt.js';
import { PickAttempt } from './review/pick-attempt.js';
import { RequestGates } from './review/request-gates.js';

const DETAIL_EVENTS = 100;

@Injectable()
export class AttemptsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly projects: ProjectsService,
    private readonly tasks: TasksService,
    private readonly starter: AttemptStarter,
    private readonly transitions: AttemptTransitions,
    private readonly events: AttemptEventsService,
    private readonly artifacts: AttemptArtifacts,
    private readonly responses: AttemptResponses,
    private readonly merges: MergeAttempt,
    private readonly discarding: DiscardAttempt,
    private readonly picking: PickAttempt,
    private readonly gates: RequestGates,
    private readonly requests: AgentRequests,
    private readonly signals: Signals,
  ) {}

  /** The attempt if `user` may see it; 404 otherwise. */
  async findOwned(attemptId: string, user: Requester): Promise<AttemptEntity> {
    const attempt = await this.dataSource.manager.findOneBy(AttemptEntity, { id: attemptId });
    if (!attempt) throw attemptNotFound(attemptId);
    await this.projects.findOwned(attempt.projectId, user.id).catch((error: unknown) => {
      throw isNotFound(error) ? attemptNotFound(attemptId) : error;
    });
    return attempt;
  }

  async get(attemptId: string, user: Requester): Promise<AttemptDetailDto> {
    const attempt = await this.findOwned(attemptId, user);
    const [response, requests, events, artifacts] = await Promise.all([
      this.responses.one(attempt),
      this.requests.pending(attemptId),
      this.events.listBefore(attemptId, attempt.lastSeq + 1, DETAIL_EVENTS),
      this.artifacts.list(attemptId),
    ]);
    return Object.assign(response, {
      requests: requests.map(toPendingRequest),
      events: events.map((row) => toEventDto(attemptId, row)),
      artifacts: artifacts.map(toArtifactDto),
    });
  }

  /** Newest first. */
  async list(taskId: string, query: PageQuery, user: Requester): Promise<AttemptListDto> {
    await this.tasks.findOwned(taskId, user.id);
    const attempts = this.dataSource.getRepository(AttemptEntity);
    const page = await pageById(attempts, { taskId }, query, 'newest');
    return { ...page, items: await this.responses.many(page.items) };
  }

  /** Newest first. */
  async listOfProject(
    projectId: string,
    query: ProjectAttemptsQuery,
    user: Requester,
  ): Promise<ProjectAttemptListDto> {
    await this.projects.findOwned(projectId, user.id);
    const { status, agent_id: agentId } = query;
    const where = { projectId, ...(status && { status: In(status) }), ...(agentId && { agentId }) };
    const found = await pageById(this.dataSource.getRepository(AttemptEntity), where, query, 'newest');
    const [items, tasks] = await Promise.all([
      this.responses.many(found.items),
      this.tasks.loadResponses(found.items.map(({ taskId }) => taskId)),
    ]);
    const heads = new Map(tasks.map(({ id, key, title }) => [id, { id, key, title }]));
    return {
      ...found,
      // A task that was deleted meanwhile took its attempts with it.
      items: items.flatMap((item) => {
        const task = heads.get(item.task_id);
        return task ? [Object.assign(item, { task })] : [];
      }),
    };
  }

  async listEvents(
    attemptId: string,
    { after, before, limit = 200 }: EventsQuery,
    user: Requester,
  ): Promise<EventPageDto> {
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

  async requestChanges(attemptId: string, request: RequestChangesDto, user: Requester): Promise<AttemptDto> {
    const parent = await this.findOwned(attemptId, user);
    return this.responses.one(await this.starter.requestChanges(parent, request, user));
  }

  /** Answers what the agent asked. */
  async answer(attemptId: string, input: AttemptInputDto, user: Requester): Promise<AttemptDto> {
    await this.findOwned(attemptId, user);
    await this.requests.answer(attemptId, input, user.id);
    return this.responses.one(await this.findOwned(attemptId, user));
  }

  async approve(attemptId: string, request: ApproveDto, user: Requester): Promise<AttemptDto> {
    const { projectId } = await this.findOwned(attemptId, user);
    return this.responses.one(await this.merges.approve(attemptId, projectId, request, user.id));
  }

  async listArtifacts(attemptId: string, query: PageQuery, user: Requester): Promise<ArtifactListDto> {
    await this.findOwned(attemptId, user);
    const page = await this.artifacts.listPage(attemptId, query);
    return { ...page, items: page.items.map(toArtifactDto) };
  }

  /** 404 also for what belongs to somebody else's attempt. */
  async findArtifact(artifactId: string, user: Requester): Promise<ArtifactEntity> {
    const artifact = await this.artifacts.get(artifactId);
    await this.findOwned(artifact.attemptId, user).catch((error: unknown) => {
      throw isNotFound(error) ? artifactNotFound(artifactId) : error;
    });
    return artifact;
  }

  /** One attempt, or with `agent_ids` one for each. */
  async startOneOrSeveral(
    taskId: string,
    request: StartAttemptDto,
    user: Requester,
  ): Promise<AttemptDto | StartedAttemptsDto> {
    const items = await this.responses.many(await this.starter.start(taskId, request, user));
    const [first] = items;
    return request.agent_ids || !first ? { items } : first;
  }

  /** Closes an attempt; its parent, if this one superseded it, is open again. */
  async discard(attemptId: string, user: Requester): Promise<AttemptDto> {
    return this.responses.one(await this.discarding.discard(await this.findOwned(attemptId, user), user));
  }

  /** Returns whether this call asked for it first; a cancel in the queue is done at once. */
  async cancel(attemptId: string, user: Requester): Promise<{ attempt: AttemptDto; isNew: boolean }> {
    await this.findOwned(attemptId, user);
    const isNew = await this.requestCancel(attemptId);
    return { isNew, attempt: await this.responses.one(await this.findOwned(attemptId, user)) };
  }

  /** Returns whether it was not asked for before. */
  async requestCancel(attemptId: string): Promise<boolean> {
    const { isNew, projectId, outcome } = await this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, attemptId);
      if (attempt.phase === 'merging') throw attemptMerging();
      const { projectId } = attempt;
      if (attempt.status === 'CANCELLED' || attempt.cancelRequestedAt) return { isNew: false, projectId };
      const cancelRequestedAt = new Date();
      if (attempt.status === 'QUEUED') {
        const patch = { cancelRequestedAt };
        const outcome = await this.transitions.applyIn(manager, { attemptId, event: 'CANCELLED', patch });
        return { isNew: true, projectId, outcome };
      }
      if (attempt.status !== 'RUNNING' && attempt.status !== 'GATES_RUNNING') {
        throw illegalTransition('be cancelled', attempt.status);
      }
      attempt.cancelRequestedAt = cancelRequestedAt;
      await manager.save(attempt);
      return { isNew: true, projectId };
    });
    if (outcome) this.transitions.announce(outcome);
    if (isNew) {
      this.signals.emit('attempt.cancel', { attemptId });
      this.signals.emit('attempt.changed', { projectId, attemptId });
    }
    return isNew;
  }

  /** Closes the task's other open attempts as lost; those under way are cancelled. */
  async pick(attemptId: string, user: Requester): Promise<AttemptDto> {
    return this.responses.one(await this.picking.pick(await this.findOwned(attemptId, user), user));
  }

  async rerunGates(attemptId: string, gate: GateName | undefined, user: Requester): Promise<AttemptDto> {
    const found = await this.findOwned(attemptId, user);
    const { commands } = await this.projects.get(found.projectId);
    const configured = GATES.filter((name) => commands[name]);
    const gatesWanted = configured.filter((name) => !gate || name === gate || name === 'install');
    if (gatesWanted.length === 0 || (gate && !configured.includes(gate))) throw noGates(gate);
    return this.responses.one(
      await this.gates.request({ attemptId, gates: gatesWanted, action: 'rerun its gates' }),
    );
  }
}

const isNotFound = (error: unknown): boolean => error instanceof DomainError && error.kind === 'not_found';
