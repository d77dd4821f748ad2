/** `malformed`: the request cannot be read (400). `invalid`: well-formed but wrong (422). The rest name their status. */
export type DomainErrorKind =
  | 'malformed'
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'out_of_range'
  | 'limit';

export interface FieldError {
  path: string;
  message: string;
}

export interface DomainErrorOptions {
  /** Stable and dotted, for programs: `task.guard.no_criteria`. */
  code: string;
  kind: DomainErrorKind;
  /** What happened, for people. */
  detail: string;
  /** What the user can do about it. */
  hint?: string;
  errors?: readonly FieldError[];
  /** Further members of the problem document, such as `items`, `files` or `current`. */
  extra?: Readonly<Record<string, unknown>>;
  /** Seconds, for `Retry-After`; with kind `limit`. */
  retryAfterS?: number;
  cause?: unknown;
}

/** An expected refusal; the HTTP filter turns it into an RFC 9457 problem document. */
export class DomainError extends Error {
  readonly code: string;
  readonly kind: DomainErrorKind;
  readonly hint: string | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly retryAfterS: number | undefined;

  constructor(options: DomainErrorOptions) {
    super(options.detail, { cause: options.cause });
    this.name = 'DomainError';
    this.code = options.code;
    this.kind = options.kind;
    this.hint = options.hint;
    this.errors = options.errors;
    this.extra = options.extra ?? {};
    this.retryAfterS = options.retryAfterS;
  }
}
