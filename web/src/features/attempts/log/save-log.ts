import { getEventsAfter } from '../api/get-events';
import { plainText } from './plain-text';

/** All of it is held in memory until it is saved. */
const MOST_CHARS = 64 * 1024 * 1024;

/** Hands out what is there of a log that is still being written, as a text file; `cut` where that is too much. */
export async function saveLog(attemptId: string, name: string): Promise<'whole' | 'cut'> {
  const lines: string[] = [];
  let length = 0;
  let after: number | null = 0;
  while (after !== null && length < MOST_CHARS) {
    const page = await getEventsAfter(attemptId, after);
    for (const { ts, event } of page.events) {
      const text = plainText(event);
      if (text === '') continue;
      lines.push(`${ts} ${text}\n`);
      length += text.length;
    }
    after = page.next;
  }
  const url = URL.createObjectURL(new Blob(lines, { type: 'text/plain' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The browser has taken what it needs when this task is over.
  setTimeout(() => URL.revokeObjectURL(url));
  return after === null ? 'whole' : 'cut';
}
