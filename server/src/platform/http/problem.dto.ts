/** One part of a request that cannot be used. */
export class ProblemFieldDto {
  /** Where in the request, such as `commands.test.timeout_s`. */
  path: string;
  message: string;
}

/** RFC 9457 problem details; further members depend on `code`. */
export class ProblemDto {
  type: string;
  title: string;
  status: number;
  /** Stable, for programs. */
  code: string;
  /** What happened. */
  detail: string;
  /** What can be done about it. */
  hint?: string;
  errors?: ProblemFieldDto[];
  /** Names the request in the logs. */
  request_id?: string;
}
