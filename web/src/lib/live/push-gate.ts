/** Lets server pushes through in batches, or keeps them in order while a card is in the user's hand. */
export interface PushGate<T> {
  push: (item: T) => void;
  hold: () => void;
  release: () => void;
  /** Forgets what waits. */
  close: () => void;
}

/** About a frame of the screen: what comes within it is drawn once. */
const BATCH_MS = 16;

/** A timer rather than the screen's own frames: a hidden tab draws none, and would gather pushes without end. */
export function createPushGate<T>(apply: (items: readonly T[]) => void): PushGate<T> {
  let held = false;
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    if (held || waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    apply(items);
  };

  return {
    push: (item) => {
      waiting.push(item);
      if (!held) timer ??= setTimeout(flush, BATCH_MS);
    },
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      flush();
    },
    close: () => {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
    },
  };
}
