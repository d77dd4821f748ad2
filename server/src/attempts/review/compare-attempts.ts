import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Raw } from 'typeorm';
import { Instance } from '../../platform/instance/instance.js';
import { TasksService } from '../../tasks/tasks.service.js';
import { attemptPaths } from '../attempt-paths.js';
import { AttemptResponses } from '../attempt-response.js';
import type { Requester } from '../attempt-starter.js';
import { AttemptEntity } from '../attempt.entity.js';
import type { AttemptDto } from '../attempts.dto.js';
import { AttemptFiles } from '../overlaps/attempt-files.js';
import { ChangeSums } from './change-sums.js';
import type { ComparedFileDto, ComparisonDto } from './comparison.dto.js';

const MAX_ATTEMPTS = 8;
const MAX_SHOWN_FILES = 200;
/** How many diffs git makes at a time. */
const DIFFS_AT_ONCE = 3;

type TouchedFile = Omit<ComparedFileDto, 'shared'>;

/** Puts the attempts of a task side by side: those that are open, and those that have lost. */
@Injectable()
export class CompareAttempts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tasks: TasksService,
    private readonly responses: AttemptResponses,
    private readonly touched: AttemptFiles,
    private readonly sums: ChangeSums,
    private readonly instance: Instance,
  ) {}

  async compare(taskId: string, user: Requester): Promise<ComparisonDto> {
    await this.tasks.findOwned(taskId, user.id);
    const attempts = await this.comparable(taskId);
    const [responses, files] = await Promise.all([this.responses.many(attempts), this.filesOf(attempts)]);
    const counts = new Map<string, number>();
    for (const { path } of files.flat()) counts.set(path, (counts.get(path) ?? 0) + 1);
    const isShared = ({ path }: TouchedFile): boolean => (counts.get(path) ?? 0) > 1;
    const items = responses.map((response, index) => {
      const own = files[index] ?? [];
      return Object.assign(response, {
        duration_ms: durationOf(response),
        files: own.slice(0, MAX_SHOWN_FILES).map((file) => ({ ...file, shared: isShared(file) })),
        files_total: response.diff?.files ?? own.length,
      });
    });
    return { items };
  }

  /** One that was sent back is stood for by what followed it; one that was discarded is not wanted. */
  private async comparable(taskId: string): Promise<AttemptEntity[]> {
    const hasLost = Raw((closed) => `${closed} ->> 'reason' = 'lost_comparison'`);
    const attempts = await this.dataSource.manager.find(AttemptEntity, {
      where: [
        { taskId, closed: IsNull() },
        { taskId, closed: hasLost },
      ],
      order: { number: 'DESC' },
      take: MAX_ATTEMPTS,
    });
    return attempts.reverse();
  }

  private async filesOf(attempts: readonly AttemptEntity[]): Promise<TouchedFile[][]> {
    const known = await this.touched.pathsOf(attempts.map(({ id }) => id));
    const files: TouchedFile[][] = [];
    for (let first = 0; first < attempts.length; first += DIFFS_AT_ONCE) {
      const group = attempts.slice(first, first + DIFFS_AT_ONCE);
      const touched = group.map((attempt) => this.touchedFiles(attempt, known.get(attempt.id) ?? []));
      files.push(...(await Promise.all(touched)));
    }
    return files;
  }

  private async touchedFiles(attempt: AttemptEntity, known: readonly string[]): Promise<TouchedFile[]> {
    const counted = await this.countedFiles(attempt);
    return counted ?? known.map((path) => ({ path, additions: null, deletions: null }));
  }

  /** `undefined` without a result, also when retention has taken it. */
  private async countedFiles({
    id,
    projectId,
    baseSha,
    headSha,
  }: AttemptEntity): Promise<TouchedFile[] | undefined> {
    if (!baseSha || !headSha) return undefined;
    const { mirror } = attemptPaths(this.instance.dataDir, projectId, id);
    return this.sums.filesOf(mirror, baseSha, headSha).then(
      (files) => [...files],
      () => undefined,
    );
  }
}

const durationOf = ({ started_at: start, finished_at: end }: AttemptDto): number | null =>
  start === null || end === null ? null : Date.parse(end) - Date.parse(start);
