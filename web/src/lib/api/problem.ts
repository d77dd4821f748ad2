const OFFLINE = 'network.offline';

/** So a proxy says that there is no server behind it. */
export const isGatewayFault = (status: number): boolean => status >= 502 && status <= 504;

/** A refusal of the server: RFC 9457 problem+json, or what stands for one when the answer is none. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly hint: string | null,
    readonly fields: readonly { path: string; message: string }[],
    /** Further members, such as `items` or `files`. */
    readonly extra: Readonly<Record<string, unknown>>,
  ) {
    super(detail);
  }

  /** No server behind the address, or none that answers. */
  get isUnreachable(): boolean {
    return this.status === 0 || isGatewayFault(this.status);
  }

  /** There is no network at all; to wait a moment is of no use. */
  get isOffline(): boolean {
    return this.code === OFFLINE;
  }

  /** A member that the contract says is a list of strings; empty when it is absent. */
  list(member: 'items' | 'files'): string[] {
    const value = this.extra[member];
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export function problemFrom(status: number, body: unknown): Problem {
  const members = isRecord(body) ? body : {};
  const errors = Array.isArray(members['errors']) ? members['errors'].filter(isRecord) : [];
  return new Problem(
    status,
    text(members['code']) ?? `http.${status}`,
    text(members['detail']) ?? text(members['title']) ?? `The server answered ${status}.`,
    // What it says of a sign-in is for scripts; the sign-in page tells a person what to do.
    status === 401 ? null : text(members['hint']),
    errors.map((error) => ({ path: text(error['path']) ?? '', message: text(error['message']) ?? '' })),
    members,
  );
}

/** The contract: a stale version is refused with the row as it is now in `current`. `null` for any other refusal. */
export const currentOf = (error: unknown): unknown =>
  error instanceof Problem && error.code.endsWith('.stale_version') ? (error.extra['current'] ?? null) : null;

export const unreachable = (): Problem =>
  navigator.onLine
    ? new Problem(
        0,
        'network.unreachable',
        'The server cannot be reached.',
        'Check that Antfarm is still running, then try again.',
        [],
        {},
      )
    : new Problem(0, OFFLINE, 'You are offline.', 'Try again when you are back.', [], {});

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem(
        0,
        'client.unexpected',
        error instanceof Error ? error.message : 'Something went wrong.',
        null,
        [],
        {},
      );
