import { getEventsAfter } from '../api/get-events';
import { plainText } from './plain-text';

/** Hands out what is there of a log that is still being written, as a text file. */
export async function saveLog(attemptId: string, name: string): Promise<void> {
  const lines: string[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page = await getEventsAfter(attemptId, after);
    for (const { ts, event } of page.events) {
      const text = plainText(event);
      if (text !== '') lines.push(`${ts} ${text}\n`);
    }
    after = page.next;
  }
  const url = URL.createObjectURL(new Blob(lines, { type: 'text/plain' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The browser has taken what it needs when this task is over.
  setTimeout(() => URL.revokeObjectURL(url));
}
