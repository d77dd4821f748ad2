import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { GATES } from '../../contracts/attempt-status.js';
import { evidenceTreeOf } from '../../git/evidence-tree.js';
import { sumChanges } from '../../git/sum-changes.js';
import { resolveCommit } from '../../git/resolve-commit.js';
import { updateFromBase } from '../../git/update-from-base.js';
import { forceRef } from '../../git/update-ref.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Instance } from '../../platform/instance/instance.js';
import { Signals } from '../../platform/signals/signals.service.js';
import { type Project, ProjectsService } from '../../projects/projects.service.js';
import { TasksService } from '../../tasks/tasks.service.js';
import { AttemptBoard } from '../attempt-board.js';
import { agentIdentity } from '../agent-identity.js';
import { refuseUnlessOpenResult } from '../attempt-guards.js';
import { attemptPaths } from '../attempt-paths.js';
import { AttemptEntity } from '../attempt.entity.js';
import {
  baseGone,
  fetchFailed,
  illegalTransition,
  mergeConflict,
  unrelatedHistories,
} from '../attempts.errors.js';
import { CommentPlaces, type DiffMove } from '../comments/comment-places.js';
import { AttemptFiles } from '../overlaps/attempt-files.js';
import { lockAttempt } from '../lock-attempt.js';
import { RequestGates } from './request-gates.js';
import { TaskBranches } from './task-branches.js';
import { updateMirror } from '../update-mirror.js';

type Head = Pick<AttemptEntity, 'baseSha' | 'treeSha' | 'diffStats'> & { headSha: string };

/** A head and the files of its change. */
interface Update {
  head: Head;
  touched: readonly string[];
}

const ACTION = 'be updated from its base';

/** Update from base: brings what the base branch has become into an attempt's result. */
@Injectable()
export class UpdateAttempt {
  constructor(
    private readonly dataSource: DataSource,
    private readonly projects: ProjectsService,
    private readonly tasks: TasksService,
    private readonly gates: RequestGates,
    private readonly branches: TaskBranches,
    private readonly board: AttemptBoard,
    private readonly comments: CommentPlaces,
    private readonly files: AttemptFiles,
    private readonly signals: Signals,
    private readonly config: AppConfig,
    private readonly instance: Instance,
  ) {}

  /** Runs the gates on the result. 409 with the files where the two conflict; then nothing has moved. */
  async update(attempt: AttemptEntity): Promise<AttemptEntity> {
    refuseUnlessReviewable(attempt);
    const project = await this.projects.get(attempt.projectId);
    const { mirror } = attemptPaths(this.instance.dataDir, project.id, attempt.id);
    const update = await this.mergeBase(attempt, project, mirror);
    if (!update) return attempt;
    const { head, touched } = update;
    const updated = await this.moveHead(attempt, project, { mirror, head });
    await this.files.record(attempt, touched, null);
    const task = await this.tasks.findResponse(attempt.taskId);
    if (task) await this.branches.move(task, mirror, head.headSha);
    return updated;
  }

  /** The merge, in the mirror, where no ref knows it yet; `undefined` when there is nothing new in the base. */
  private async mergeBase(
    attempt: AttemptEntity,
    project: Project,
    mirror: string,
  ): Promise<Update | undefined> {
    const token = await this.projects.repoToken(project.id);
    const problem = await updateMirror(project, token, mirror, this.config);
    if (problem) throw fetchFailed(problem);
    const base = await resolveCommit(mirror, `refs/remotes/origin/${attempt.baseBranch}`);
    if (!base) throw baseGone(attempt.baseBranch);
    const signature = { ...agentIdentity(attempt), date: new Date() };
    const outcome = await updateFromBase({
      mirror,
      base,
      head: attempt.headSha ?? '',
      message: `Merge ${attempt.baseBranch} into attempt ${attempt.number}\n`,
      author: signature,
      committer: signature,
    });
    if (outcome.status === 'conflicts') throw mergeConflict(outcome.paths);
    if (outcome.status === 'unrelated') throw unrelatedHistories(attempt.baseBranch);
    if (outcome.status === 'up_to_date') return undefined;
    const { commit: headSha, tree } = outcome;
    const [treeSha, { stats: diffStats, paths: touched }] = await Promise.all([
      evidenceTreeOf(mirror, tree),
      sumChanges(mirror, base, headSha, 0),
    ]);
    return { head: { baseSha: base, headSha, treeSha, diffStats }, touched };
  }

  /** Row, ref and the request for gates together; a commit that fails leaves a ref that the next try moves on. */
  private async moveHead(
    old: AttemptEntity,
    { commands }: Project,
    { mirror, head }: { mirror: string; head: Head },
  ): Promise<AttemptEntity> {
    const { id, projectId, branch, headSha: expected } = old;
    const move = async (locked: AttemptEntity): Promise<void> => {
      refuseUnlessReviewable(locked);
      if (locked.headSha !== expected) throw illegalTransition(ACTION, locked.status);
      await forceRef(mirror, `refs/heads/${branch}`, head.headSha);
      Object.assign(locked, head);
    };
    const followComments = await this.comments.follow(old, {
      mirror,
      ...diffMove(old, head),
      byAgent: false,
    });
    const gates = GATES.filter((gate) => commands[gate]);
    if (gates.length > 0) {
      const request = { attemptId: id, gates, action: ACTION, prepare: move, alongside: followComments };
      return this.gates.request(request);
    }
    const { attempt, announcements } = await this.dataSource.transaction(async (manager) => {
      const locked = await lockAttempt(manager, id);
      await move(locked);
      const attempt = await manager.save(locked);
      const announceComments = await followComments(manager);
      const { headSha } = head;
      const announceTask = await this.board.refreshIn(manager, attempt, { headSha });
      return { attempt, announcements: [announceComments, announceTask] };
    });
    this.signals.emit('attempt.changed', { projectId, attemptId: id });
    for (const announce of announcements) announce();
    return attempt;
  }
}

const diffMove = (old: AttemptEntity, { baseSha, headSha }: Head): Pick<DiffMove, 'from' | 'to'> => ({
  from: { base: old.baseSha ?? '', head: old.headSha ?? '' },
  to: { base: baseSha ?? '', head: headSha },
});

function refuseUnlessReviewable(attempt: AttemptEntity): void {
  refuseUnlessOpenResult(attempt, ACTION);
  if (attempt.status !== 'REVIEW_READY') throw illegalTransition(ACTION, attempt.status);
}
