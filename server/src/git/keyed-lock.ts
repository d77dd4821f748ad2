const queues = new Map<string, Promise<void>>();

/** Runs `work` when everything that was asked before under the same key is done. Within this process; not reentrant. */
export async function withKeyedLock<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(key) ?? Promise.resolve();
  const result = before.then(work);
  const settled = result.then(
    () => undefined,
    () => undefined,
  );
  queues.set(key, settled);
  try {
    return await result;
  } finally {
    if (queues.get(key) === settled) queues.delete(key);
  }
}
