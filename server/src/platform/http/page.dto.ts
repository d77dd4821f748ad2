import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** `?limit=&cursor=` of every list. */
export class PageQuery {
  /** How many at most. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_LIMIT)
  @IsOptional()
  limit: number = DEFAULT_LIMIT;

  /** `next_cursor` of the page before. */
  @IsString()
  @MaxLength(500)
  @IsOptional()
  cursor?: string;
}

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

/**
 * Makes a page of rows that were asked for with `limit + 1`: the one too many says that there are more.
 * `cursorOf` names the last row that is shown; give what your query needs to go on after it.
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  };
}

/** Makes a cursor of the place where a list goes on. */
export const encodeCursor = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/** The place that a cursor stands for; whatever a client made up must be checked by the caller. */
export const decodeCursor = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8');
