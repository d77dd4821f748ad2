import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface Outgoing {
  id: string;
  taskId: string;
  content: string;
  at: string;
  /** `null` while it is on its way. */
  refusal: string | null;
}

interface Outbox {
  letters: readonly Outgoing[];
}

/** What was sent and has not arrived; what was refused outlives a reload. */
export const useOutbox = create<Outbox>()(
  persist((): Outbox => ({ letters: [] }), {
    name: 'antfarm.outbox',
    // What was on its way when the page went: nobody knows whether it arrived.
    merge: (stored, current) => ({
      letters: (isOutbox(stored) ? stored.letters : current.letters).map((letter) => ({
        ...letter,
        refusal: letter.refusal ?? 'The page was left before the answer came.',
      })),
    }),
  }),
);

const isOutbox = (value: unknown): value is Outbox =>
  typeof value === 'object' && value !== null && 'letters' in value && Array.isArray(value.letters);

let sent = 0;

export function putOut(taskId: string, content: string): Outgoing {
  sent += 1;
  const at = new Date().toISOString();
  const letter = { id: `${at}-${sent}`, taskId, content, at, refusal: null };
  useOutbox.setState(({ letters }) => ({ letters: [...letters, letter] }));
  return letter;
}

export function takeOut(id: string): void {
  useOutbox.setState(({ letters }) => ({ letters: letters.filter((letter) => letter.id !== id) }));
}

export function setRefused(id: string, refusal: string | null): void {
  useOutbox.setState(({ letters }) => ({
    letters: letters.map((letter) => (letter.id === id ? { ...letter, refusal } : letter)),
  }));
}
