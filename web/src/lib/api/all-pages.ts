interface Page<T> {
  items: readonly T[];
  next_cursor: string | null;
}

/** The whole of a list that comes in pages. */
export async function allPages<T>(getPage: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await getPage(cursor);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}
