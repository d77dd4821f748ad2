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

/** Where this process looks for programs. */
export const programPath = (): string => process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin';
