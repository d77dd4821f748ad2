import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { diffFile } from '../../git/diff-file.js';
import { listChanges } from '../../git/list-changes.js';
import { previewMerge } from '../../git/preview-merge.js';
import { resolveCommit } from '../../git/resolve-commit.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Instance } from '../../platform/instance/instance.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { AttemptEvidence } from './attempt-evidence.js';
import { attemptPaths } from '../attempt-paths.js';
import { AttemptEntity } from '../attempt.entity.js';
import type { AttemptDto } from '../attempts.dto.js';
import { baseGone, noResult, notInDiff } from '../attempts.errors.js';
import {
  type DiffDto,
  type DiffFileDto,
  type DiffFileQuery,
  type MergePreviewDto,
  type OverlapDto,
  toDiffEntry,
} from './attempt-review.dto.js';
import { AttemptResponses } from '../attempt-response.js';
import type { Requester } from '../attempt-starter.js';
import { AttemptsService } from '../attempts.service.js';
import { countOpenComments } from '../comments/count-open-comments.js';
import { findOverlaps } from '../overlaps/find-overlaps.js';
import { readResult } from '../read-result.js';
import { UpdateAttempt } from './update-attempt.js';
import { updateMirror } from '../update-mirror.js';

/** Whoever has more of them does not read on. */
const OVERLAP_LIMITS = { overlaps: 50, paths: 200 };

/** What a reviewer looks at before the merge. Works in the mirror; touches nothing of the user's. */
@Injectable()
export class AttemptReviewService {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly projects: ProjectsService,
    private readonly evidence: AttemptEvidence,
    private readonly responses: AttemptResponses,
    private readonly updates: UpdateAttempt,
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly instance: Instance,
  ) {}

  async diff(attemptId: string, user: Requester): Promise<DiffDto> {
    const { baseSha, headSha, content } = await this.ofResult(attemptId, user, listChanges);
    const { stats, files } = content;
    return { base_sha: baseSha, head_sha: headSha, stats, files: files.map(toDiffEntry) };
  }

  async diffFile(
    attemptId: string,
    { path, hunk = 0 }: DiffFileQuery,
    user: Requester,
  ): Promise<DiffFileDto> {
    const { content: outcome } = await this.ofResult(attemptId, user, (mirror, base, head) =>
      diffFile(mirror, base, head, path, { hunk }),
    );
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
    const [preview, missing, openComments, overlaps] = await Promise.all([
      previewMerge(mirror, base, headSha),
      this.evidence.missing(attempt, project),
      countOpenComments(this.dataSource.manager, attempt.id),
      this.overlaps(attempt),
    ]);
    const conflicts = [...new Set([...preview.conflicts, ...attempt.conflicts])];
    return {
      clean: preview.clean && conflicts.length === 0,
      conflicts,
      ahead: preview.ahead,
      behind: preview.behind,
      missing_evidence: missing,
      open_comments: openComments,
      overlaps,
    };
  }

  /** Merges the base branch into the attempt's branch when that is clean, and runs the gates on the result. */
  async updateFromBase(attemptId: string, user: Requester): Promise<AttemptDto> {
    return this.responses.one(await this.updates.update(await this.attempts.findOwned(attemptId, user)));
  }

  /** Other attempts of the project, under way or reviewable, that change the same files. */
  private async overlaps({ id: attemptId }: AttemptEntity): Promise<OverlapDto[]> {
    const found = await findOverlaps(this.dataSource, { attemptId }, OVERLAP_LIMITS);
    return found.map(({ other, paths }) => ({
      attempt_id: other.attemptId,
      task_id: other.taskId,
      task_key: other.taskKey,
      number: other.number,
      status: other.status,
      paths: [...paths],
    }));
  }

  private async ofResult<T>(
    attemptId: string,
    user: Requester,
    read: (mirror: string, baseSha: string, headSha: string) => Promise<T>,
  ): Promise<{ baseSha: string; headSha: string; content: T }> {
    const { mirror, baseSha, headSha } = this.resultOf(await this.attempts.findOwned(attemptId, user));
    const content = await readResult(mirror, headSha, () => read(mirror, baseSha, headSha));
    return { baseSha, headSha, content };
  }

  private resultOf(attempt: AttemptEntity): { mirror: string; baseSha: string; headSha: string } {
    const { id, projectId, baseSha, headSha } = attempt;
    if (!baseSha || !headSha) throw noResult();
    return { mirror: attemptPaths(this.instance.dataDir, projectId, id).mirror, baseSha, headSha };
  }
}
