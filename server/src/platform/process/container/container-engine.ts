import { statSync } from 'node:fs';
import type Docker from 'dockerode';
import { readOwnLimits, readPidMax } from '../proc-filesystem.js';
import { CPU_SHARES } from '../process-cgroup.js';
import { parseIdentity, type ProcessIdentity } from '../process-identity.js';
import type { SandboxMount } from '../sandbox/bubblewrap-options.js';

export interface ContainerPlan {
  readonly name: string;
  readonly image: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Beside the image's own; `docker inspect` shows it, so it holds no secrets. */
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly SandboxMount[];
  readonly hasNetwork: boolean;
  /** As the engine says. */
  readonly isRootless: boolean;
  readonly limits: {
    readonly memoryBytes: number;
    readonly processes: number;
    readonly cpus: number | null;
  };
  /** Whose container it is: when that process is gone, nobody needs it. */
  readonly owner: ProcessIdentity;
}

/** A container of any Antfarm on this machine. */
export interface OwnedContainer {
  readonly id: string;
  /** Undefined when its label cannot be read. */
  readonly owner: ProcessIdentity | undefined;
}

/** What the engine answered, or that it did not. */
export class ContainerEngineError extends Error {
  override readonly name = 'ContainerEngineError';
}

const OWNER_LABEL = 'antfarm.owner';
const NANO = 1e9;
const TIMEOUT_MS = 60_000;

const ROOTLESS_DOCKER =
  'Docker without root gives containers other users than this one: take Podman without root, or Docker with it';
const ANOTHER_USERS =
  "The engine runs as another user, without root: take one that runs as root, or as the server's user";

/** Docker, or Podman, which speaks the same. Methods throw `ContainerEngineError`. */
export class ContainerEngine {
  private constructor(
    private readonly socketPath: string,
    private readonly docker: Docker,
  ) {}

  /** Asks nothing yet. */
  static async at(socketPath: string): Promise<ContainerEngine> {
    // It takes a tenth of a server's start, and most machines have no engine.
    const { default: Client } = await import('dockerode');
    return new ContainerEngine(socketPath, new Client({ socketPath, timeout: TIMEOUT_MS }));
  }

  /** Throws when the engine does not answer. */
  async hasImage(image: string): Promise<boolean> {
    try {
      await this.docker.getImage(image).inspect();
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw this.toError(error);
    }
  }

  /**
   * Whether it runs as this user instead of root, so that each container has a user namespace of its own. Throws when it
   * is a rootless one whose containers could not use this user's folders.
   */
  async isRootless(): Promise<boolean> {
    const info: unknown = await this.ask(() => this.docker.info());
    if (!saysRootless(info)) return false;
    const version = await this.ask(() => this.docker.version());
    if (!JSON.stringify(version).includes('Podman')) throw new ContainerEngineError(ROOTLESS_DOCKER);
    if (statSync(this.socketPath).uid !== process.getuid?.()) throw new ContainerEngineError(ANOTHER_USERS);
    return true;
  }

  /** The id of a container that exists and does not run yet. The engine removes it when it has ended. */
  async create(plan: ContainerPlan): Promise<string> {
    const { memoryBytes, processes, cpus } = plan.limits;
    return this.ask(async () => {
      const container = await this.docker.createContainer({
        name: plan.name,
        Image: plan.image,
        Entrypoint: [],
        Cmd: [...plan.argv],
        WorkingDir: plan.cwd,
        User: `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`,
        Env: Object.entries(plan.env).map(([name, value]) => `${name}=${value}`),
        Labels: { [OWNER_LABEL]: JSON.stringify(plan.owner) },
        Hostname: plan.hasNetwork ? undefined : 'agent',
        HostConfig: {
          AutoRemove: true,
          // As in every sandbox with an open network: also to services on this machine's loopback.
          NetworkMode: plan.hasNetwork ? 'host' : 'none',
          IpcMode: 'private',
          ReadonlyRootfs: true,
          CapDrop: ['ALL'],
          SecurityOpt: ['no-new-privileges'],
          // The folders that it writes to belong to this user.
          ...(plan.isRootless && { UsernsMode: 'keep-id' }),
          Mounts: plan.mounts.map(({ source, target, isReadOnly = false }) => ({
            Type: 'bind',
            Source: source,
            Target: target,
            ReadOnly: isReadOnly,
          })),
          Memory: memoryBytes,
          MemorySwap: memoryBytes,
          PidsLimit: processes,
          CpuShares: CPU_SHARES,
          ...(cpus !== null && { NanoCpus: cpus * NANO }),
          Ulimits: ownLimits(),
          // A machine without memory ends the step, and not the server.
          OomScoreAdj: 1000,
          // What it says goes to its runner.
          LogConfig: { Type: 'none', Config: {} },
        },
      });
      return container.id;
    });
  }

  /** Resolves to its first process, as the engine sees it. */
  start(id: string): Promise<number> {
    return this.ask(async () => {
      const container = this.docker.getContainer(id);
      await container.start();
      const { State } = await container.inspect();
      return State.Pid;
    });
  }

  /** Kills what runs in it. One that is gone is no error. */
  async remove(id: string): Promise<void> {
    try {
      await this.docker.getContainer(id).remove({ force: true });
    } catch (error) {
      // 409: the engine is removing it.
      if (!isNotFound(error) && statusOf(error) !== 409) throw this.toError(error);
    }
  }

  listOwned(): Promise<readonly OwnedContainer[]> {
    return this.ask(async () => {
      const containers = await this.docker.listContainers({ all: true, filters: { label: [OWNER_LABEL] } });
      return containers.map(({ Id, Labels }) => ({
        id: Id,
        owner: parseIdentity(Labels[OWNER_LABEL] ?? ''),
      }));
    });
  }

  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw this.toError(error);
    }
  }

  private toError(error: unknown): ContainerEngineError {
    const message = error instanceof Error ? error.message : String(error);
    return statusOf(error) === undefined
      ? new ContainerEngineError(
          `The container engine at ${this.socketPath} does not answer (${message}): see that it runs, and that this user may use its socket`,
        )
      : new ContainerEngineError(`The container engine refused: ${reasonOf(error) ?? message}`);
  }
}

/** As of every other step: Podman would raise them, which not every root may. */
function ownLimits() {
  const { openFiles, processes } = readOwnLimits();
  const limits = { nofile: openFiles, nproc: Math.min(processes, readPidMax()) };
  return Object.entries(limits).map(([Name, limit]) => ({ Name, Soft: limit, Hard: limit }));
}

/** Podman says it by a field of its own, Docker by one of its security options. */
const saysRootless = (info: unknown): boolean => /"Rootless":true|"name=rootless"/.test(JSON.stringify(info));

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;

const isNotFound = (error: unknown): boolean => statusOf(error) === 404;

/** The engine's own words, without what the client puts around them. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('json' in error)) return undefined;
  const { json } = error;
  return typeof json === 'object' && json !== null && 'message' in json ? String(json.message) : undefined;
}
