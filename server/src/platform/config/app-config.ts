import { join, resolve } from 'node:path';
import { environmentSchema, type Environment, type LogLevel } from './environment-schema.js';
import { findContradictions } from './find-contradictions.js';
import { isLoopback } from './is-loopback.js';
import { usualMemoryBytes } from './usual-memory.js';

const MIB = 1024 * 1024;

export class ConfigurationError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(['The configuration cannot be used:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.name = 'ConfigurationError';
  }
}

const UNIX = 'unix://';

/** Everything that the environment decides, read once at start-up; also its injection token. */
export class AppConfig {
  readonly http: {
    readonly host: string;
    /** 0 takes a free one. */
    readonly port: number;
    /** Null: `http://localhost:<port>`, known once the server listens. */
    readonly publicUrl: URL | null;
    /** Browsers reach this server by a loopback name, if by none other. */
    readonly reachedByLoopback: boolean;
    readonly requestsPerMinute: number;
  };
  readonly dataDir: string;
  /** What `npm run agents:install` fetched. */
  readonly agentsDir: string;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Null: the queue lives in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly auth: { readonly mode: 'local' | 'multi'; readonly secretKeys: readonly string[] };
  /** `api`: a command beside a server. */
  readonly role: 'all' | 'api';
  readonly workerConcurrency: number;
  /** How long a person may take to answer an agent before the answer is no. */
  readonly answerTimeoutMs: number;
  /** Of everything that a run starts. */
  readonly runLimits: {
    readonly memoryBytes: number;
    readonly processes: number;
    readonly fileBytes: number;
    /** Null: all. */
    readonly cpus: number | null;
  };
  /** For agents whose profile wants a container. */
  readonly container: {
    readonly image: string | null;
    /** Where the engine may listen, the likeliest first. */
    readonly sockets: readonly string[];
  };
  readonly retention: { readonly workspaceDays: number; readonly artifactDays: number };
  /** Host names that may have private addresses; `*` is all. */
  readonly repositories: {
    readonly protocols: readonly string[];
    readonly allowPrivateHosts: readonly string[];
  };
  readonly logLevel: LogLevel;

  constructor(
    private readonly environment: Environment,
    role: AppConfig['role'] = 'all',
  ) {
    this.http = {
      host: environment.HOST,
      port: environment.PORT,
      publicUrl: environment.PUBLIC_URL,
      reachedByLoopback: isLoopback(environment.HOST) || environment.ALLOW_LOCAL_AUTH_ON !== null,
      requestsPerMinute: environment.RATE_LIMIT_PER_MINUTE,
    };
    this.dataDir = environment.DATA_DIR;
    this.agentsDir = resolve(environment.ANTFARM_AGENTS_DIR ?? join(environment.DATA_DIR, 'agents'));
    this.databaseUrl = environment.DATABASE_URL;
    this.redisUrl = environment.REDIS_URL;
    this.auth = { mode: environment.AUTH_MODE, secretKeys: environment.SECRET_KEY };
    this.role = role;
    this.workerConcurrency = environment.WORKER_CONCURRENCY;
    this.answerTimeoutMs = environment.ANSWER_TIMEOUT_S * 1000;
    this.runLimits = {
      memoryBytes:
        environment.LIMIT_MEMORY_MIB === null ? usualMemoryBytes() : environment.LIMIT_MEMORY_MIB * MIB,
      processes: environment.LIMIT_PROCESSES,
      fileBytes: environment.LIMIT_FILE_MIB * MIB,
      cpus: environment.LIMIT_CPUS,
    };
    this.container = { image: environment.CONTAINER_IMAGE, sockets: socketsOf(environment.DOCKER_HOST) };
    this.retention = {
      workspaceDays: environment.RETENTION_DAYS_WORKSPACE,
      artifactDays: environment.RETENTION_DAYS_ARTIFACTS,
    };
    this.repositories = {
      protocols: environment.ALLOW_REPO_PROTOCOLS,
      allowPrivateHosts: environment.ALLOW_PRIVATE_REPO_HOSTS,
    };
    this.logLevel = environment.LOG_LEVEL;
  }

  /** For commands beside a server: the same configuration, and no job is taken. */
  withoutWork(): AppConfig {
    return new AppConfig(this.environment, 'api');
  }
}

/** Reads the environment; throws a `ConfigurationError` that lists every fault at once. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): AppConfig {
  // `NAME=` in a file of variables means "not set".
  const set = Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const contradictions = findContradictions(parsed.data);
  if (contradictions.length > 0) throw new ConfigurationError(contradictions);
  return new AppConfig(parsed.data);
}

/** Docker's own variable wins. Without it: Docker's, Podman's for everybody, and Podman's for this user. */
function socketsOf(host: string | null): readonly string[] {
  if (host !== null) return host.startsWith(UNIX) ? [host.slice(UNIX.length)] : [];
  const user = `/run/user/${process.getuid?.() ?? 0}`;
  return ['/var/run/docker.sock', '/run/podman/podman.sock', `${user}/podman/podman.sock`];
}
