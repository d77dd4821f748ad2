/** Settles when somebody wants the server to stop. */
export interface StopRequest {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

/** Listens for SIGINT and SIGTERM: the first one asks, a second one does not wait. */
export function listenForStop(): StopRequest {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    });
  }
  return { promise, resolve };
}
