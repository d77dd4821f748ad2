import { useEffect } from 'react';

/** Fetches, after the first paint, the code that a click will want: one after another, the likeliest first. */
export function usePreload(...components: readonly { preload: () => Promise<unknown> }[]): void {
  useEffect(() => {
    void (async () => {
      for (const { preload } of components) await preload();
    })();
    // The components of a page are constants.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
