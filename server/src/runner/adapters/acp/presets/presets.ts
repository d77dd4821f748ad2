import type { AcpPresetName } from '../../../../contracts/acp-presets.js';
import { codex } from './codex.js';
import { gemini } from './gemini.js';
import { opencode } from './opencode.js';
import { type AcpPreset, ANY_AGENT } from './preset.js';
import { qwen } from './qwen.js';

/** Claude Code through its adapter: the adapter `claude` does more, and needs no second program. */
const claude: AcpPreset = {
  title: 'Claude Code',
  modes: { plan: ['plan'], ask: ['default'], accept_edits: ['acceptEdits'], full: ['default'] },
  env: () => ({ CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', IS_SANDBOX: '1' }),
};

const goose: AcpPreset = {
  title: 'goose',
  modes: {},
  modelIsSet: true,
  env: ({ agent }) => ({
    GOOSE_MODE: agent.permissionMode === 'plan' ? 'approve' : 'smart_approve',
    GOOSE_DISABLE_KEYRING: '1',
    ...(agent.model !== null && { GOOSE_MODEL: agent.model }),
  }),
};

const copilot: AcpPreset = {
  title: 'Copilot CLI',
  modes: {},
  env: ({ agent }) => ({
    COPILOT_AUTO_UPDATE: 'false',
    ...(agent.model !== null && { COPILOT_MODEL: agent.model }),
  }),
};

const PRESETS: Readonly<Record<AcpPresetName, AcpPreset>> = {
  claude,
  codex,
  copilot,
  gemini,
  goose,
  opencode,
  qwen,
};

export const presetOf = (name: string | null): AcpPreset =>
  name !== null && isKnown(name) ? PRESETS[name] : ANY_AGENT;

const isKnown = (name: string): name is AcpPresetName => Object.hasOwn(PRESETS, name);
