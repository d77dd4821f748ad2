import { Injectable } from '@nestjs/common';
import { DataSource, In, Not, IsNull } from 'typeorm';
import { GATES } from '../contracts/attempt-status.js';
import { diffFile } from '../git/diff-file.js';
import { listChanges } from '../git/list-changes.js';
import { evidenceTreeOf } from '../git/evidence-tree.js';
import { previewMerge } from '../git/preview-merge.js';
import { resolveCommit } from '../git/resolve-commit.js';
import { updateFromBase } from '../git/update-from-base.js';
import { updateRef } from '../git/update-ref.js';
import { AppConfig } from '../platform/config/app-config.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { Instance } from '../platform/instance/instance.js';
import { ProjectsService } from '../projects/projects.service.js';
import { agentIdentity } from './agent-identity.js';
import { AttemptEvidence } from './attempt-evidence.js';
import { attemptPaths } from './attempt-paths.js';
import { lockAttempt } from './attempt-transitions.js';
import { AttemptEntity } from './attempt.entity.js';
import type { AttemptDto } from './attempts.dto.js';
import { attemptClosed, illegalTransition, mergeConflict, noResult } from './attempts.errors.js';
import type {
  DiffDto,
  DiffFileDto,
  DiffFileQuery,
  MergePreviewDto,
  OverlapDto,
} from './attempt-review.dto.js';
import { AttemptResponses } from './attempt-response.js';
import type { Requester } from './attempt-starter.js';
import { AttemptsService } from './attempts.service.js';
import { updateMirror } from './update-mirror.js';

/** What a reviewer looks at before the merge. Works in the mirror; touches nothing of the user's. */
@Injectable()
export class AttemptReviewService {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly projects: ProjectsService,
    private readonly evidence: AttemptEvidence,
    private readonly responses: AttemptResponses,
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly instance: Instance,
  ) {}

  async diff(attemptId: string, user: Requester): Promise<DiffDto> {
    const { mirror, baseSha, headSha } = this.resultOf(await this.attempts.findOwned(attemptId, user));
    const { stats, files } = await listChanges(mirror, baseSha, headSha);
    return {
      base_sha: baseSha,
      head_sha: headSha,
      stats,
      files: files.map(({ path, oldPath, status, additions, deletions, binary, generated, tooLarge }) => ({
        path,
        old_path: oldPath,
        status,
        additions,
        deletions,
        binary,
        generated,
        too_large: tooLarge,
      })),
    };
  }

  async diffFile(
    attemptId: string,
    { path, hunk = 0 }: DiffFileQuery,
    user: Requester,
  ): Promise<DiffFileDto> {
    const { mirror, baseSha, headSha } = this.resultOf(await this.attempts.findOwned(attemptId, user));
    const outcome = await diffFile(mirror, baseSha, headSha, path, { hunk });
    if (outcome.status === 'not_changed') throw notInDiff(path);
    if (outcome.status !== 'text') return { path, hunks: [], next_hunk: null };
    return {
      path,
      hunks: outcome.hunks.map(({ lines, ...range }) => ({ ...range, lines: [...lines] })),
      next_hunk: outcome.nextHunk,
    };
  }

  async mergePreview(attemptId: string, user: Requester): Promise<MergePreviewDto> {
    const attempt = await this.attempts.findOwned(attemptId, user);
    const { mirror, headSha } = this.resultOf(attempt);
    const project = await this.projects.get(attempt.projectId);
    // A repository that is away for a moment must not hide what is known.
    await updateMirror(project, await this.projects.repoToken(project.id), mirror, this.config).catch(
      () => undefined,
    );
    const base = await resolveCommit(mirror, `refs/remotes/origin/${attempt.baseBranch}`);
    if (!base) throw baseGone(attempt.baseBranch);
    const [preview, missing, overlaps] = await Promise.all([
      previewMerge(mirror, base, headSha),
      this.evidence.missing(attempt, project),
      this.overlaps(attempt),
    ]);
    return {
      clean: preview.clean,
      conflicts: [...preview.conflicts],
      ahead: preview.ahead,
      behind: preview.behind,
      missing_evidence: missing,
      open_comments: 0,
      overlaps,
    };
  }

  /** Merges the base branch into the attempt's branch when that is clean, and runs the gates on the result. */
  async updateFromBase(attemptId: string, user: Requester): Promise<AttemptDto> {
    const attempt = await this.attempts.findOwned(attemptId, user);
    if (attempt.closed) throw attemptClosed(attempt.closed.reason);
    if (attempt.status !== 'REVIEW_READY' || attempt.phase !== null) {
      throw illegalTransition('be updated from its base', attempt.status);
    }
    const project = await this.projects.get(attempt.projectId);
    const { mirror, headSha } = this.resultOf(attempt);
    const problem = await updateMirror(
      project,
      await this.projects.repoToken(project.id),
      mirror,
      this.config,
    );
    if (problem) throw fetchFailed(problem);
    const base = await resolveCommit(mirror, `refs/remotes/origin/${attempt.baseBranch}`);
    if (!base) throw baseGone(attempt.baseBranch);
    const signature = { ...agentIdentity(attempt), date: new Date() };
    const message = `Merge ${attempt.baseBranch} into attempt ${attempt.number}\n`;
    const outcome = await updateFromBase({
      mirror,
      base,
      head: headSha,
      message,
      author: signature,
      committer: signature,
    });
    if (outcome.status === 'conflicts') throw mergeConflict(outcome.paths);
    if (outcome.status === 'unrelated') throw mergeConflict([]);
    if (outcome.status === 'up_to_date') return this.responses.one(attempt);
    const treeSha = await evidenceTreeOf(mirror, outcome.tree);
    const { stats } = await listChanges(mirror, base, outcome.commit);
    await this.moveHead(attempt, mirror, {
      baseSha: base,
      headSha: outcome.commit,
      treeSha,
      diffStats: stats,
    });
    const configured = GATES.filter((gate) => project.commands[gate]);
    const updated =
      configured.length > 0
        ? await this.attempts.requestGates(attemptId, configured)
        : await this.attempts.findOwned(attemptId, user);
    return this.responses.one(updated);
  }

  private async moveHead(
    { id, branch, headSha }: AttemptEntity,
    mirror: string,
    moved: Pick<AttemptEntity, 'baseSha' | 'headSha' | 'treeSha' | 'diffStats'>,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, id);
      if (attempt.headSha !== headSha || attempt.status !== 'REVIEW_READY' || attempt.phase !== null) {
        throw illegalTransition('be updated from its base', attempt.status);
      }
      const ref = await updateRef(mirror, `refs/heads/${branch}`, headSha, moved.headSha ?? '');
      if (ref.status === 'lost_race') throw illegalTransition('be updated from its base', attempt.status);
      await manager.save(Object.assign(attempt, moved));
    });
  }

  /** Other attempts of the project, under way or reviewable, that change the same files. */
  private async overlaps(attempt: AttemptEntity): Promise<OverlapDto[]> {
    const others = await this.dataSource.manager.findBy(AttemptEntity, {
      projectId: attempt.projectId,
      id: Not(attempt.id),
      taskId: Not(attempt.taskId),
      status: In(['GATES_RUNNING', 'REVIEW_READY', 'PR_CREATED']),
      closed: IsNull(),
      headSha: Not(IsNull()),
    });
    const mine = new Set(await this.pathsOf(attempt));
    const overlaps = await Promise.all(
      others.map(async (other) => ({
        attempt_id: other.id,
        paths: (await this.pathsOf(other)).filter((path) => mine.has(path)),
      })),
    );
    return overlaps.filter(({ paths }) => paths.length > 0);
  }

  private async pathsOf(attempt: AttemptEntity): Promise<string[]> {
    const { mirror, baseSha, headSha } = this.resultOf(attempt);
    const { files } = await listChanges(mirror, baseSha, headSha);
    return files.flatMap(({ path, oldPath }) => (oldPath ? [path, oldPath] : [path]));
  }

  private resultOf(attempt: AttemptEntity): { mirror: string; baseSha: string; headSha: string } {
    const { id, projectId, baseSha, headSha } = attempt;
    if (!baseSha || !headSha) throw noResult();
    return { mirror: attemptPaths(this.instance.dataDir, projectId, id).mirror, baseSha, headSha };
  }
}

const notInDiff = (path: string): DomainError =>
  new DomainError({
    code: 'attempt.not_in_diff',
    kind: 'not_found',
    detail: `The attempt does not change ${path}.`,
    errors: [{ path: 'path', message: 'is not part of the diff' }],
  });

const baseGone = (branch: string): DomainError =>
  new DomainError({
    code: 'attempt.base_gone',
    kind: 'conflict',
    detail: `The repository has no branch ${branch} any more.`,
    hint: 'Restore the branch, or start a new attempt from another one.',
  });

const fetchFailed = (detail: string): DomainError =>
  new DomainError({
    code: 'attempt.fetch_failed',
    kind: 'conflict',
    detail,
    hint: 'Look at the project with Validate, then try again.',
  });
