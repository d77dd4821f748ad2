import { lazy, useState, type ComponentType, type ReactNode } from 'react';
import { notifyRefusal } from './notify';

interface Preload {
  /** Fetches the code, so that it is drawn at once later; resolves when it is there, however often that takes to ask. */
  preload: () => Promise<void>;
}

const AGAIN_MS = 3_000;

/**
 * A component whose code comes when it is first drawn, within a `Suspense`, or before by `preload`. Unlike `React.lazy` it
 * asks again for what could not be fetched, with the page left as it is meanwhile, and draws at once what is there:
 * React holds content back for 300 ms once a fallback was shown, however quick it came.
 */
export function onDemand<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  {
    isAskedFor = false,
  }: { /** To preload it is to want it: a failure is told then, too. */ isAskedFor?: boolean } = {},
): ((props: P) => ReactNode) & Preload {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  let isWanted = isAskedFor;
  const fetched = () =>
    (loading ??= untilFetched(load, () => isWanted).then(({ default: component }) => (loaded = component)));
  const Lazy = lazy(async () => ({ default: await fetched() }));

  function OnDemand(props: P) {
    isWanted = true;
    // For as long as it is mounted: another type would begin anew.
    const [Component] = useState<ComponentType<P>>(() => loaded ?? Lazy);
    return <Component {...props} />;
  }
  return Object.assign(OnDemand, {
    preload: async () => {
      await fetched();
    },
  });
}

async function untilFetched<T>(load: () => Promise<T>, isWanted: () => boolean): Promise<T> {
  let isTold = false;
  for (;;) {
    try {
      return await load();
    } catch {
      if (isWanted() && !isTold) {
        isTold = true;
        tellThatItWaits();
      }
      await nextChance();
    }
  }
}

/** After an upgrade the old code is not there any more, and only a new page helps. */
function tellThatItWaits(): void {
  notifyRefusal(
    'A part of the page could not be loaded',
    'It opens as soon as the server answers. If it answers already, load the page again: nothing that you wrote is lost.',
    { label: 'Load again', run: () => window.location.reload() },
  );
}

const nextChance = (): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, AGAIN_MS);
    window.addEventListener('online', go);
  });
