/** Lets server pushes through, or keeps them in order while a card is in the user's hand. */
export interface PushGate<T> {
  push: (item: T) => void;
  hold: () => void;
  release: () => void;
}

export function createPushGate<T>(apply: (item: T) => void): PushGate<T> {
  let held = false;
  let waiting: T[] = [];
  return {
    push: (item) => {
      if (held) waiting.push(item);
      else apply(item);
    },
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      const items = waiting;
      waiting = [];
      items.forEach(apply);
    },
  };
}
