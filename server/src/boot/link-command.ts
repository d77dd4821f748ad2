import { z } from 'zod';
import type { AppConfig } from '../platform/config/app-config.js';
import { prepareDataDirectory } from '../platform/instance/data-directory.js';
import { callServer } from './call-server.js';
import { withoutListening } from './without-listening.js';

/** `npm start -- link`: prints a new sign-in link of a running server, or of one that will be started. */
export async function linkCommand(config: AppConfig): Promise<void> {
  const dataDir = prepareDataDirectory(config.dataDir);
  const answer = await callServer(dataDir, 'link', z.object({ link: z.string() }));
  if (answer) {
    process.stdout.write(`${answer.link}\n`);
    return;
  }
  const link = await withoutListening(config, async (app) => {
    const { AuthService } = await import('../auth/auth.service.js');
    return app.get(AuthService).createSignInLink();
  });
  process.stdout.write(`${link}\n`);
  process.stderr.write('Antfarm is not running: start it within ten minutes to use this link.\n');
}
