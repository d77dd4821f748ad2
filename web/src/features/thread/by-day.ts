import type { Message } from '@/lib/api/types';

export interface Day {
  /** The day's first moment, as a key. */
  key: string;
  name: string;
  messages: Message[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

function nameOf(at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString()) return 'Today';
  if (at.toDateString() === new Date(now.getTime() - DAY_MS).toDateString()) return 'Yesterday';
  return at.toLocaleDateString(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

/** A thread in days, in its order. */
export function byDay(messages: readonly Message[], now: Date): Day[] {
  const days: Day[] = [];
  for (const message of messages) {
    const at = new Date(message.created_at);
    const key = at.toDateString();
    const last = days.at(-1);
    if (last?.key === key) last.messages.push(message);
    else days.push({ key, name: nameOf(at, now), messages: [message] });
  }
  return days;
}
