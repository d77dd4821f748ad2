import { join } from 'node:path';
import type { AcpPreset } from './preset.js';

/** It takes settings of the system only from root, so ours are the user's; an earlier thread may have changed them. */
const OWN_SETTINGS = 'mkdir -p "$HOME/.gemini" && rm -rf "$HOME/.gemini/settings.json"';

/** It names the file of a session by the minute, and would begin the one anew that it is to read within that minute. */
const KEEP_SESSIONS = `for file in "$HOME"/.gemini/tmp/*/chats/session-2*.jsonl; do
  [ -f "$file" ] && mv -- "$file" "\${file%/*}/session-kept-\${file##*/session-}"
done`;

/**
 * Gemini CLI. In a folder that is not trusted it reads no settings, no `.env`, no hooks and no servers of the repository; it
 * then allows no mode beyond `default`, so that everything is asked, and answered by us.
 */
export const gemini: AcpPreset = {
  title: 'Gemini CLI',
  modes: { plan: ['plan', 'default'], ask: ['default'], accept_edits: ['default'], full: ['default'] },
  authMethod: 'gemini-api-key',
  before: ({ agent, folder }) =>
    [
      `${OWN_SETTINGS} && cp "${join(folder, 'gemini.json')}" "$HOME/.gemini/settings.json"`,
      ...(agent.session === null ? [] : [KEEP_SESSIONS]),
    ].join('\n'),
  modelIsSet: true,
  tellsHistoryLate: true,
  files: ({ agent }) => ({
    'gemini.json': {
      security: {
        auth: { selectedType: 'gemini-api-key', enforcedType: 'gemini-api-key' },
        folderTrust: { enabled: true },
        environmentVariableRedaction: { enabled: false },
      },
      privacy: { usageStatisticsEnabled: false },
      telemetry: { enabled: false },
      general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
      ide: { enabled: false },
      ...(agent.model !== null && { model: { name: agent.model } }),
    },
  }),
  env: () => ({
    GEMINI_CLI_NO_RELAUNCH: 'true',
    GEMINI_CLI_TRUST_WORKSPACE: 'false',
  }),
};
