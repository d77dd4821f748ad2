import { useEffect } from 'react';

interface Preloadable {
  preload: () => Promise<unknown>;
}

/** Fetches, after the first paint, the code that a click will want: drawn from `React.lazy` it would be held back for 300 ms, however quick it came. */
export function usePreload(...components: readonly Preloadable[]): void {
  useEffect(() => {
    // What cannot be fetched now is asked for again when it is drawn.
    for (const { preload } of components) preload().catch(() => undefined);
    // The components of a page are constants.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
