import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { countLimitHits, type LimitHits } from './process-cgroup.js';
import { identifyProcess, isAlive, isOfThisHost, type ProcessIdentity } from './process-identity.js';
import type { ProcessEntry } from './process-entry.js';
import { hasEnvironmentEntry, listProcesses, readProcess, sendSignal } from './process-table.js';
import { RUN_MARKER, RUNNER_MARKER } from './run-protocol/run-directory.js';
import { errorCode } from './system-error.js';

/** Everything that one step started, as far as the operating system lets us hold it together. */
export interface Containment {
  /** The process whose identity is on disk before the step may run. */
  readonly leader: ProcessIdentity;
  /** Whether really nothing can escape `destroy`. */
  readonly isAirtight: boolean;
  /** What lives of it, as far as it can be found. */
  members(): readonly number[];
  /** How often the kernel held a limit of the step, as far as it says so. */
  limitHits(): LimitHits;
  /** Asks the step's processes to finish. */
  terminate(): void;
  /** Kills whatever is left and resolves when it is gone. */
  destroy(): Promise<void>;
}

const POLL_MS = 5;

/** A process in the middle of exec(2) shows no environment, so that one look can miss it. */
const LOOKS_TO_BE_SURE = 2;
/** Who forks faster than it can be stopped is killed in rounds. */
const MAX_LOOKS = 20;

/** The leader is PID 1 of the namespace: the kernel kills all members before PID 1 itself is gone. */
export class NamespaceContainment implements Containment {
  readonly isAirtight = true;

  constructor(
    readonly leader: ProcessIdentity,
    readonly limitHits: () => LimitHits,
  ) {}

  /** Whoever loses its parent becomes a child of PID 1, so that none is missing. */
  members(): readonly number[] {
    return isAlive(this.leader) ? withDescendants([this.leader.pid], listProcesses()) : [];
  }

  /** PID 1 ignores SIGTERM, so the group's signal reaches the step only; bwrap itself forwards nothing. */
  terminate(): void {
    if (!isAlive(this.leader)) return;
    if (!sendSignal(-this.leader.pid, 'SIGTERM')) sendSignal(this.leader.pid, 'SIGKILL');
  }

  async destroy(): Promise<void> {
    while (isAlive(this.leader)) {
      sendSignal(this.leader.pid, 'SIGKILL');
      await sleep(POLL_MS);
    }
  }
}

/** Best effort: finds the group, its descendants and everything that kept the run's marker. */
export class GroupContainment implements Containment {
  readonly isAirtight = false;

  constructor(
    readonly leader: ProcessIdentity,
    private readonly runId: string,
  ) {}

  members(): readonly number[] {
    return findMembers(ownGroup(this.leader), [stepMark(this.runId)]);
  }

  limitHits(): LimitHits {
    return countLimitHits(this.runId);
  }

  terminate(): void {
    const group = ownGroup(this.leader);
    if (group !== undefined) signalIfAllowed(-group, 'SIGTERM');
  }

  destroy(): Promise<void> {
    return destroyLeftovers(this.leader, [stepMark(this.runId)]);
  }
}

/** What the processes of a run's steps carry in their environment. */
export const stepMark = (runId: string): string => `${RUN_MARKER}=${runId}`;

/** What the run's runner carries in its own. */
export const runnerMark = (runId: string): string => `${RUNNER_MARKER}=${runId}`;

/**
 * Kills the leader's group, whoever carries one of the marks, and all their descendants: what a dead runner or a
 * half-built sandbox left behind, as far as it can be recognised.
 */
export async function destroyLeftovers(
  leader: ProcessIdentity | undefined,
  marks: readonly string[],
): Promise<void> {
  // Who dies shows no environment any more, some time before it is gone.
  const dying = new Map<number, ProcessIdentity>();
  for (let emptyLooks = 0; emptyLooks < LOOKS_TO_BE_SURE;) {
    const members = await stopMembers(leader && ownGroup(leader), marks);
    // Children first: the end of a group's last parent wakes what was stopped in it.
    const living = members.toReversed().flatMap((pid) => identifyProcess(pid) ?? []);
    const killed = living.filter(({ pid }) => signalIfAllowed(pid, 'SIGKILL'));
    for (const identity of killed) dying.set(identity.pid, identity);
    for (const identity of dying.values()) if (!isAlive(identity)) dying.delete(identity.pid);
    emptyLooks = killed.length === 0 && dying.size === 0 ? emptyLooks + 1 : 0;
    if (emptyLooks < LOOKS_TO_BE_SURE) await sleep(POLL_MS);
  }
}

/**
 * Stops all before one is killed: a stopped process forks nothing more, and the children of a killed one become
 * init's, by which nobody can tell any longer whose they were.
 */
async function stopMembers(
  groupId: number | undefined,
  marks: readonly string[],
): Promise<readonly number[]> {
  const stopped = new Set<number>();
  for (let look = 1; ; look++) {
    // One signal to all of a group: whoever forks faster than a list of it can be read does not get away.
    if (groupId !== undefined) signalIfAllowed(-groupId, 'SIGSTOP');
    const members = findMembers(groupId, marks);
    const others = members.filter((pid) => !stopped.has(pid));
    if (others.length === 0 || look === MAX_LOOKS) return members;
    for (const pid of others) {
      signalIfAllowed(pid, 'SIGSTOP');
      stopped.add(pid);
    }
    await setImmediate();
  }
}

/** False for what is gone, and for what became another user's, as by sudo: that is out of reach, and not waited for. */
function signalIfAllowed(pidOrGroup: number, signal: NodeJS.Signals): boolean {
  try {
    return sendSignal(pidOrGroup, signal);
  } catch (error) {
    if (errorCode(error) === 'EPERM') return false;
    throw error;
  }
}

/** A group keeps its number reserved after its leader's end; another process with that pid means reuse. */
function ownGroup(leader: ProcessIdentity): number | undefined {
  if (!isOfThisHost(leader)) return undefined;
  const holder = readProcess(leader.pid);
  return holder === undefined || holder.startTime === leader.startTime ? leader.pid : undefined;
}

function findMembers(groupId: number | undefined, marks: readonly string[]): number[] {
  const processes = listProcesses();
  const found = processes.filter(
    ({ pid, groupId: group }) => group === groupId || marks.some((mark) => hasEnvironmentEntry(pid, mark)),
  );
  return withDescendants(
    found.map(({ pid }) => pid),
    processes,
  );
}

function withDescendants(pids: readonly number[], processes: readonly ProcessEntry[]): number[] {
  const members = new Set(pids);
  let sizeBefore: number;
  do {
    sizeBefore = members.size;
    for (const { pid, parentPid } of processes) if (members.has(parentPid)) members.add(pid);
  } while (members.size > sizeBefore);
  return [...members];
}
