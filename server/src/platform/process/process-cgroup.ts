import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CgroupLimits {
  readonly processes: number;
  readonly memoryBytes: number;
  /** Null: all that the machine has. */
  readonly cpus: number | null;
}

/** How often the kernel held a limit. */
export interface LimitHits {
  /** Processes that it killed because the memory was used up. */
  readonly memoryKills: number;
  /** Processes and threads that it let nobody start. */
  readonly refusedForks: number;
}

const CONTROLLERS = ['pids', 'memory', 'cpu'] as const;
export type CgroupController = (typeof CONTROLLERS)[number];

/** A folder of the kernel's, and what to write into its files. */
interface Cgroup {
  readonly folder: string;
  readonly settings: readonly { controller: CgroupController; file: string; value: string }[];
}

const ROOT = '/sys/fs/cgroup';
/** Time of all processors in which a share is measured; the kernel's own default. */
const PERIOD_US = 100_000;
/**
 * A quarter of what one process gets by itself, however many a step has: who answers people comes first. The kernel's
 * own defaults are 1024 shares (version 1) and a weight of 100 (version 2).
 */
export const CPU_SHARES = 256;
const WEIGHT = 25;

/**
 * Puts these processes and all that they start under limits that nothing escapes. Only root may, and only root needs
 * it for processes: RLIMIT_NPROC does not hold for it (setrlimit(2)). Returns which limits hold.
 */
export function enterCgroup(
  runId: string,
  pids: readonly number[],
  limits: CgroupLimits,
): CgroupController[] {
  return cgroupsOf(runId, limits).flatMap((cgroup) => enter(cgroup, pids));
}

/** Once all of its processes are dead. */
export function removeCgroup(runId: string): void {
  for (const folder of foldersOf(runId)) removeFolder(folder);
}

/** Of a run's cgroups; none where no cgroup holds it. */
export const countLimitHits = (runId: string): LimitHits => hitsIn(foldersOf(runId));

/** The same for the cgroups that `pid` is in now, which somebody else made; it tells what it last saw when they are gone. */
export function watchLimitHits(pid: number): () => LimitHits {
  const folders = isVersion1()
    ? CONTROLLERS.map((controller) => join(ROOT, controller, folderOf(pid, controller)))
    : [join(ROOT, folderOf(pid, ''))];
  let last: LimitHits = { memoryKills: 0, refusedForks: 0 };
  return () => {
    const { memoryKills, refusedForks } = hitsIn(folders);
    last = {
      memoryKills: Math.max(last.memoryKills, memoryKills),
      refusedForks: Math.max(last.refusedForks, refusedForks),
    };
    return last;
  };
}

function enter({ folder, settings }: Cgroup, pids: readonly number[]): CgroupController[] {
  try {
    mkdirSync(folder, { recursive: true });
    const held = settings.filter(({ file, value }) => write(join(folder, file), value));
    for (const pid of pids) writeFileSync(join(folder, 'cgroup.procs'), String(pid), { flag: 'r+' });
    return [...new Set(held.map(({ controller }) => controller))];
  } catch {
    removeFolder(folder);
    return [];
  }
}

/** Version 1 has a tree for each controller, version 2 one for everything. */
function cgroupsOf(runId: string, limits: CgroupLimits): Cgroup[] {
  const { processes, memoryBytes, cpus } = limits;
  const pids = { controller: 'pids', file: 'pids.max', value: String(processes) } as const;
  const memory = (file: string, value: number) =>
    ({ controller: 'memory', file, value: String(value) }) as const;
  const cpu = (file: string, value: string) => ({ controller: 'cpu', file, value }) as const;
  const quota = (file: string, more = '') =>
    cpus === null ? [] : [cpu(file, `${Math.round(cpus * PERIOD_US)}${more}`)];
  if (!isVersion1()) {
    const max = [
      memory('memory.max', memoryBytes),
      memory('memory.swap.max', 0),
      memory('memory.oom.group', 1),
    ];
    return [
      {
        folder: folderV2(runId),
        settings: [pids, ...max, cpu('cpu.weight', String(WEIGHT)), ...quota('cpu.max', ` ${PERIOD_US}`)],
      },
    ];
  }
  const settings = {
    pids: [pids],
    memory: [
      memory('memory.limit_in_bytes', memoryBytes),
      memory('memory.memsw.limit_in_bytes', memoryBytes),
    ],
    cpu: [cpu('cpu.shares', String(CPU_SHARES)), ...quota('cpu.cfs_quota_us')],
  };
  return CONTROLLERS.map((controller) => ({
    folder: folderV1(controller, runId),
    settings: settings[controller],
  }));
}

const foldersOf = (runId: string): string[] =>
  isVersion1() ? CONTROLLERS.map((controller) => folderV1(controller, runId)) : [folderV2(runId)];

const isVersion1 = (): boolean => existsSync(join(ROOT, 'pids'));

const folderV2 = (runId: string): string => join(ROOT, `antfarm-${runId}`);

/** Below the runner's own, so that a limit of the whole server holds for its steps as well. */
const folderV1 = (controller: CgroupController, runId: string): string =>
  join(ROOT, controller, folderOf('self', controller), `antfarm-${runId}`);

/** Lines of `number:controllers:path` (cgroups(7)); version 2 has one without controllers. */
function folderOf(pid: number | 'self', controller: CgroupController | ''): string {
  const lines = readText(`/proc/${pid}/cgroup`)
    .split('\n')
    .map((line) => line.split(':'));
  return (
    lines
      .find(([, controllers]) => controllers?.split(',').includes(controller))
      ?.slice(2)
      .join(':') ?? '/'
  );
}

const hitsIn = (folders: readonly string[]): LimitHits => ({
  memoryKills: countIn(folders, ['memory.events', 'memory.oom_control'], /^oom_kill (\d+)$/m),
  refusedForks: countIn(folders, ['pids.events'], /^max (\d+)$/m),
});

function countIn(folders: readonly string[], files: readonly string[], count: RegExp): number {
  const texts = folders.flatMap((folder) => files.map((file) => readText(join(folder, file))));
  return texts.reduce((sum, text) => sum + Number(count.exec(text)?.[1] ?? 0), 0);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A controller that is not switched on here has no file. */
function write(file: string, value: string): boolean {
  try {
    writeFileSync(file, value, { flag: 'r+' });
    return true;
  } catch {
    return false;
  }
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // There is none, or what was moved into it before the failure is still there.
  }
}
