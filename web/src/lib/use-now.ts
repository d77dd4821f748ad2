import { useSyncExternalStore } from 'react';

interface Ticker {
  subscribe: (onTick: () => void) => () => void;
  now: () => number;
}

/** One timer for everybody who asks for the same beat; none while nobody does or the tab is not seen. */
function createTicker(everyMs: number): Ticker {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  const start = () => {
    if (timer !== undefined || document.hidden) return;
    timer = setInterval(tick, everyMs);
    tick();
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const onVisibility = () => (document.hidden ? stop() : start());
  return {
    now: () => {
      // Where no timer runs it is looked at; not each time, because React wants two looks to see the same.
      if (timer === undefined && Date.now() - now >= everyMs) now = Date.now();
      return now;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) {
        document.addEventListener('visibilitychange', onVisibility);
        start();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop();
        document.removeEventListener('visibilitychange', onVisibility);
      };
    },
  };
}

const tickers = new Map<number, Ticker>();

function tickerOf(everyMs: number): Ticker {
  const ticker = tickers.get(everyMs) ?? createTicker(everyMs);
  tickers.set(everyMs, ticker);
  return ticker;
}

const STOPPED = createTicker(Number.POSITIVE_INFINITY);

const never = () => () => undefined;

/** The time, told again every `everyMs`; a stopped clock (`null`) costs nothing. */
export function useNow(everyMs: number | null): number {
  const ticker = everyMs === null ? STOPPED : tickerOf(everyMs);
  return useSyncExternalStore(everyMs === null ? never : ticker.subscribe, ticker.now);
}
