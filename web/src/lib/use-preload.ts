import { useEffect } from 'react';

/** Fetches, after the first paint, the code that a click will want. */
export function usePreload(...components: readonly { preload: () => Promise<unknown> }[]): void {
  useEffect(() => {
    for (const { preload } of components) void preload();
    // The components of a page are constants.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
