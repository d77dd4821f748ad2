import { newKey } from '@/lib/api/once';
import { createStored } from '@/lib/stored';

export interface Outgoing {
  /** What it is sent under, each time anew: it is posted once, even if an answer was lost. */
  id: string;
  taskId: string;
  content: string;
  at: string;
  /** Why it was not sent; `null` as long as no answer came. */
  refusal: string | null;
}

/** What was sent and has not arrived; it outlives a reload. */
export const useOutbox = createStored<{ letters: readonly Outgoing[] }>('antfarm.outbox', { letters: [] });

/** What this very page waits for an answer to. Of another's nobody knows: it may be gone. */
const underWay = new Set<string>();

export const isUnderWay = ({ id, refusal }: Outgoing): boolean => refusal === null && underWay.has(id);

export function putOut(taskId: string, content: string): Outgoing {
  const letter = { id: newKey(), taskId, content, at: new Date().toISOString(), refusal: null };
  underWay.add(letter.id);
  useOutbox.setState(({ letters }) => ({ letters: [...letters, letter] }));
  return letter;
}

export function takeOut(id: string): void {
  underWay.delete(id);
  useOutbox.setState(({ letters }) => ({ letters: letters.filter((letter) => letter.id !== id) }));
}

function setRefusal(id: string, refusal: string | null): void {
  useOutbox.setState(({ letters }) => ({
    letters: letters.map((letter) => (letter.id === id ? { ...letter, refusal } : letter)),
  }));
}

export function setUnderWay(id: string): void {
  underWay.add(id);
  setRefusal(id, null);
}

export function setRefused(id: string, refusal: string): void {
  underWay.delete(id);
  setRefusal(id, refusal);
}
