import { join } from 'node:path';
import type { AcpPreset } from './preset.js';

/** Qwen Code, which grew out of Gemini CLI and takes its settings alike. */
export const qwen: AcpPreset = {
  title: 'Qwen Code',
  modes: { plan: ['plan', 'default'], ask: ['default'], accept_edits: ['default'], full: ['default'] },
  authMethod: 'openai',
  modelIsSet: true,
  files: ({ agent }) => ({
    'qwen.json': {
      security: { auth: { selectedType: 'openai' }, folderTrust: { enabled: true } },
      tools: { approvalMode: 'default' },
      privacy: { usageStatisticsEnabled: false },
      telemetry: { enabled: false },
      // They would be asked of the model after each turn, for nobody to see.
      ui: { enableFollowupSuggestions: false },
      general: { enableAutoUpdate: false, disableAutoUpdate: true },
      ...(agent.model !== null && { model: { name: agent.model } }),
    },
  }),
  env: ({ agent, folder }) => ({
    QWEN_CODE_SYSTEM_SETTINGS_PATH: join(folder, 'qwen.json'),
    QWEN_CODE_NO_RELAUNCH: 'true',
    ...(agent.model !== null && { OPENAI_MODEL: agent.model }),
  }),
};
