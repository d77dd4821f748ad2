import { basename, delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The server's own secrets, which no run gets, whatever its profile allows. */
const NEVER = new Set([
  'DATABASE_URL',
  'REDIS_URL',
  'SECRET_KEY',
  'GITHUB_APP_PRIVATE_KEY',
  'GITHUB_TOKEN',
  'GITHUB_WEBHOOK_SECRET',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
]);

/** The variables of this process's environment with these names, where they are set. */
export function pickEnvironment(names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined && !NEVER.has(name)) picked[name] = value;
  }
  return picked;
}

/**
 * Where this process looks for programs. `npm` puts its own folders in front, Antfarm's `node_modules/.bin` among them:
 * what lies there is no tool of the user's, and would hide those that are.
 */
export const programPath = (): string =>
  (process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin')
    .split(delimiter)
    .filter((folder) => !isOfNpm(folder))
    .join(delimiter);

const HERE = dirname(fileURLToPath(import.meta.url));

const isOfNpm = (folder: string): boolean =>
  basename(folder) === 'node-gyp-bin' ||
  (folder.endsWith('/node_modules/.bin') && isWithin(HERE, dirname(dirname(folder))));

const isWithin = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`);
