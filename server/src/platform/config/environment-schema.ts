import { resolve } from 'node:path';
import { z } from 'zod';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const integer = (minimum: number, maximum: number, preset: number) =>
  z
    .string()
    .regex(/^\d+$/, 'give a whole number')
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, `give a number from ${minimum} to ${maximum}`)
    .default(preset);

/** Null: as much as the machine has, or a good part of it. */
const optionalInteger = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, 'give a whole number')
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, `give a number from ${minimum} to ${maximum}`)
    .nullable()
    .default(null);

const oneOf = <const T extends readonly [string, ...string[]]>(values: T, preset: T[number]) =>
  z.enum(values, { error: `use one of ${values.join(', ')}` }).default(preset as never);

const list = (preset: string[]) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .default(preset);

const text = z.string().nullable().default(null);

const urlOf = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `give a URL such as ${example}`,
    )
    .nullable()
    .default(null);

const PROTOCOLS = ['https', 'ssh', 'http', 'file'];

/** The variables of the wire contract; what is not listed here is not read. */
export const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65_535, 3000),
  PUBLIC_URL: urlOf(['http:', 'https:'], 'https://antfarm.example.org').transform((value) =>
    value === null ? null : new URL(value),
  ),
  ALLOW_LOCAL_AUTH_ON: text,
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((path) => resolve(path)),
  DATABASE_URL: urlOf(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/antfarm'),
  REDIS_URL: urlOf(['redis:', 'rediss:'], 'redis://host:6379'),
  AUTH_MODE: oneOf(['local', 'multi'], 'local'),
  SECRET_KEY: list([]).refine((keys) => keys.every((key) => key.length >= 32), {
    error: 'give at least 32 characters a key, the newest first, separated by commas',
  }),
  ANTFARM_ROLE: oneOf(['all', 'api', 'worker'], 'all'),
  WORKER_CONCURRENCY: integer(1, 256, 4),
  ANTFARM_AGENTS_DIR: text,
  CONTAINER_IMAGE: text,
  DOCKER_HOST: text,
  // A timer of Node's counts to 2^31 ms, and fires at once beyond.
  ANSWER_TIMEOUT_S: integer(1, 24 * 86_400, 86_400),
  LIMIT_MEMORY_MIB: optionalInteger(64, 16_777_216),
  LIMIT_PROCESSES: integer(32, 1_000_000, 2048),
  LIMIT_FILE_MIB: integer(1, 16_777_216, 8192),
  LIMIT_CPUS: optionalInteger(1, 4096),
  RATE_LIMIT_PER_MINUTE: integer(1, 1_000_000, 6000),
  RETENTION_DAYS_WORKSPACE: integer(0, 36_500, 7),
  RETENTION_DAYS_ARTIFACTS: integer(0, 36_500, 90),
  ALLOW_REPO_PROTOCOLS: list(['https', 'ssh']).refine(
    (protocols) => protocols.every((protocol) => PROTOCOLS.includes(protocol)),
    { error: `use a comma-separated list of ${PROTOCOLS.join(', ')}` },
  ),
  // `true` is short for all of them.
  ALLOW_PRIVATE_REPO_HOSTS: list([]).transform((hosts) =>
    hosts.flatMap((host) =>
      host === 'true' || host === '1' ? ['*'] : host === 'false' || host === '0' ? [] : [host],
    ),
  ),
  GITHUB_APP_ID: text,
  GITHUB_APP_PRIVATE_KEY: text,
  GITHUB_WEBHOOK_SECRET: text,
  GITHUB_TOKEN: text,
  GITHUB_API_URL: urlOf(['http:', 'https:'], 'https://api.github.com'),
  TELEGRAM_BOT_TOKEN: text,
  TELEGRAM_WEBHOOK_SECRET: text,
  TELEGRAM_API_ROOT: urlOf(['http:', 'https:'], 'https://api.telegram.org'),
  S3_BUCKET: text,
  S3_ENDPOINT: urlOf(['http:', 'https:'], 'https://s3.example.org'),
  S3_REGION: z.string().default('us-east-1'),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
});

export type Environment = z.infer<typeof environmentSchema>;
