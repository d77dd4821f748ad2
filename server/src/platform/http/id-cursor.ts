import { isUUID } from 'class-validator';
import { DomainError } from '../errors/domain-error.js';
import { decodeCursor } from './page.dto.js';

/** The id after which a list ordered by id goes on; throws 400 when the cursor is not one of ours. */
export function idOfCursor(cursor: string): string {
  const id = decodeCursor(cursor);
  if (isUUID(id)) return id;
  throw badCursor();
}

/** The 400 for a cursor that no list gave out. */
export const badCursor = (): DomainError =>
  new DomainError({
    code: 'request.bad_cursor',
    kind: 'malformed',
    detail: 'The cursor is not one that this list gave out.',
    hint: 'Take next_cursor of the page before as it is, or leave cursor out to start again.',
    errors: [{ path: 'cursor', message: 'must be next_cursor of the page before' }],
  });
