import { join } from 'node:path';
import type { AcpPreset } from './preset.js';

/**
 * Gemini CLI. Its system settings win over those of the user and of the repository. In a folder that is not trusted it
 * reads no settings, no `.env`, no hooks and no servers of the repository; it then allows no mode beyond `default`, so that
 * everything is asked, and answered by us.
 */
export const gemini: AcpPreset = {
  title: 'Gemini CLI',
  modes: { plan: ['plan', 'default'], ask: ['default'], accept_edits: ['default'], full: ['default'] },
  authMethod: 'gemini-api-key',
  // It names the file of a session by the minute, and would begin the one anew that it is to read within that minute.
  beforeResume: `for file in "$HOME"/.gemini/tmp/*/chats/session-2*.jsonl; do
    [ -f "$file" ] && mv -- "$file" "\${file%/*}/session-kept-\${file##*/session-}"
  done`,
  modelIsSet: true,
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
  env: ({ agent, folder }) => ({
    GEMINI_CLI_SYSTEM_SETTINGS_PATH: join(folder, 'gemini.json'),
    GEMINI_CLI_NO_RELAUNCH: 'true',
    GEMINI_CLI_TRUST_WORKSPACE: 'false',
    ...(agent.model !== null && { GEMINI_MODEL: agent.model }),
  }),
};
