import { Injectable } from '@nestjs/common';
import { DataSource, In, Like } from 'typeorm';
import { GatesService, toGateDto } from '../gates/gates.service.js';
import type { ArtifactEntity } from './artifacts/artifact.entity.js';
import { AttemptEntity } from './attempt.entity.js';
import type { AgentRunDto, ArtifactDto, AttemptDto, AttemptEventDto } from './attempts.dto.js';
import type { EventRow } from './events/event-rows.js';
import { RunEntity } from './runs/run.entity.js';

const time = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Makes the REST objects of attempts, with what belongs to them, in three queries however many there are. */
@Injectable()
export class AttemptResponses {
  constructor(
    private readonly dataSource: DataSource,
    private readonly gates: GatesService,
  ) {}

  async one(attempt: AttemptEntity): Promise<AttemptDto> {
    const [response] = await this.many([attempt]);
    if (!response) throw new Error('one attempt has one response');
    return response;
  }

  async many(attempts: readonly AttemptEntity[]): Promise<AttemptDto[]> {
    const ids = attempts.map(({ id }) => id);
    const [gates, runs] = await Promise.all([
      this.gates.list(ids),
      this.dataSource.manager.find(RunEntity, {
        where: { attemptId: In(ids), purpose: Like('agent%') },
        order: { startedAt: 'ASC', id: 'ASC' },
      }),
    ]);
    return attempts.map((attempt) => ({
      ...toAttemptDto(attempt),
      gates: (gates.get(attempt.id) ?? []).map((gate) => toGateDto(gate, attempt.treeSha)),
      runs: runs
        .filter(({ attemptId }) => attemptId === attempt.id)
        .map((run) => toRunDto(run, attempt.taskId)),
    }));
  }
}

const toAttemptDto = (attempt: AttemptEntity): Omit<AttemptDto, 'gates' | 'runs'> => ({
  id: attempt.id,
  task_id: attempt.taskId,
  project_id: attempt.projectId,
  parent_attempt_id: attempt.parentAttemptId,
  comparison_id: attempt.comparisonId,
  number: attempt.number,
  agent_id: attempt.agentId,
  agent_name: attempt.agent.name,
  status: attempt.status,
  phase: attempt.phase,
  failure: attempt.failure,
  closed: attempt.closed,
  branch: attempt.branch,
  base_branch: attempt.baseBranch,
  base_sha: attempt.baseSha,
  start_sha: attempt.startSha,
  head_sha: attempt.headSha,
  tree_sha: attempt.treeSha,
  diff: attempt.diffStats,
  summary: attempt.summary,
  feedback: attempt.feedback,
  verification: null,
  review: null,
  isolation: attempt.isolation,
  usage: attempt.usage,
  waiting: attempt.waiting,
  workspace_path: attempt.workspacePath,
  queued_at: attempt.queuedAt.toISOString(),
  started_at: time(attempt.startedAt),
  finished_at: time(attempt.finishedAt),
  cancel_requested_at: time(attempt.cancelRequestedAt),
  pr_url: attempt.prUrl,
  merge_sha: attempt.mergeSha,
  merge: attempt.merge,
  last_seq: attempt.lastSeq,
  version: attempt.version,
});

const toRunDto = (run: RunEntity, taskId: string): AgentRunDto => ({
  id: run.id,
  task_id: taskId,
  attempt_id: run.attemptId,
  role: run.role,
  subtask_id: null,
  thread_id: null,
  status: run.state,
  started_at: run.startedAt.toISOString(),
  finished_at: time(run.finishedAt),
  usage: run.usage,
});

export const toArtifactDto = (artifact: ArtifactEntity): ArtifactDto => ({
  id: artifact.id,
  kind: artifact.kind,
  name: artifact.name,
  content_type: artifact.contentType,
  size: artifact.size,
  sha256: artifact.sha256,
  created_at: artifact.createdAt.toISOString(),
});

export const toEventDto = (attemptId: string, { seq, ts, kind, payload }: EventRow): AttemptEventDto => ({
  attempt_id: attemptId,
  seq,
  ts: ts.toISOString(),
  // Stored as the JSON object of a payload.
  event: { kind, payload: JSON.parse(payload) as Record<string, unknown> },
});
