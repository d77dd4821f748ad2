import { type AttemptStatus, LIVE_STATUSES } from '../../contracts/attempt-status.js';

/** What can be asked: TypeORM's manager or data source. */
export interface Sql {
  query<Rows>(sql: string, parameters: unknown[]): Promise<Rows>;
}

/** Two attempts of different tasks that touch the same files; `other` may still be merged. */
export interface FoundOverlap {
  readonly attemptId: string;
  readonly other: {
    readonly attemptId: string;
    readonly taskId: string;
    readonly taskKey: string;
    readonly number: number;
    readonly status: AttemptStatus;
  };
  /** The first of them, in order. */
  readonly paths: readonly string[];
  readonly count: number;
}

/** SQL that says of an attempt's row whether others may meet its files. */
export const isLive = (row: string): string =>
  `${row}.closed is null and ${row}.status in (${LIVE_STATUSES.map((status) => `'${status}'`).join(', ')})`;

export type OverlapScope = { readonly attemptId: string } | { readonly projectId: string };

export interface OverlapLimits {
  /** Of each attempt. */
  readonly overlaps: number;
  /** Of each overlap. */
  readonly paths: number;
}

/** Of one attempt, or of each live one of a project; the most files first. */
export async function findOverlaps(
  sql: Sql,
  scope: OverlapScope,
  limits: OverlapLimits,
): Promise<FoundOverlap[]> {
  const [which, id] =
    'attemptId' in scope
      ? ['a.id = $1', scope.attemptId]
      : [`a.project_id = $1 and ${isLive('a')}`, scope.projectId];
  return sql.query<FoundOverlap[]>(
    `with mine as (
       select a.id, a.task_id, a.project_id, file.path from attempts a
         join attempt_files f on f.attempt_id = a.id cross join unnest(f.paths) as file(path) where ${which}
     ), theirs as (
       select o.id, o.task_id, o.number, o.status, file.path from attempts o
         join attempt_files f on f.attempt_id = o.id cross join unnest(f.paths) as file(path)
        where o.project_id = (select project_id from mine limit 1) and ${isLive('o')}
     )
     select "attemptId", other, paths, count from (
       select mine.id as "attemptId",
              json_build_object('attemptId', theirs.id, 'taskId', theirs.task_id, 'number', theirs.number,
                'taskKey', p.key || '-' || t.number, 'status', theirs.status) as other,
              (array_agg(mine.path order by mine.path collate "C"))[1:$2] as paths, count(*)::int as count,
              row_number() over (partition by mine.id order by count(*) desc, t.number, theirs.number) as place
         from mine
         join theirs on theirs.path = mine.path and theirs.task_id <> mine.task_id
         join tasks t on t.id = theirs.task_id
         join projects p on p.id = t.project_id
        group by mine.id, theirs.id, theirs.task_id, theirs.number, theirs.status, p.key, t.number
     ) ranked
      where place <= $3 order by place`,
    [id, limits.paths, limits.overlaps],
  );
}
