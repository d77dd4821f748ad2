import { loadConfig, type AppConfig } from './platform/config/app-config.js';

const COMMANDS: Record<string, (config: AppConfig) => Promise<void>> = {
  start: async (config) => (await import('./boot/start-server.js')).startServer(config),
  link: async (config) => (await import('./boot/link-command.js')).linkCommand(config),
  stop: async (config) => (await import('./boot/stop-command.js')).stopCommand(config),
  openapi: async (config) => (await import('./boot/openapi-command.js')).openApiCommand(config),
};

try {
  const [name = 'start'] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) throw new Error(`Unknown command ${name}: use one of ${Object.keys(COMMANDS).join(', ')}`);
  await command(loadConfig(process.env));
  process.exit(0);
} catch (error) {
  // What a user can mend is said in one sentence; the stack is for the rest.
  const isPlain = error instanceof Error && process.env['LOG_LEVEL'] !== 'debug';
  process.stderr.write(`${isPlain ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
}
