/** As git, the runner and Node say it. */
const DISK_FULL = /no space left on device|disk quota exceeded/i;

export const saysDiskFull = (text: string): boolean => DISK_FULL.test(text);

/** Whether an error says that there is no room left where the server keeps its files. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || saysDiskFull(error.message);
}
