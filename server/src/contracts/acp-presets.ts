/** What a server must know of an agent that speaks the Agent Client Protocol to start it. */
export interface AcpPresetFacts {
  readonly command: string;
  /** Variables by which it signs in; it needs one of them. */
  readonly keys: readonly string[];
  /** Variables that lead to its provider; handed to it where they are set. */
  readonly settings: readonly string[];
}

const ANY_KEY = ['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'GEMINI_API_KEY'];

export const ACP_PRESETS = {
  claude: {
    command: 'claude-agent-acp',
    keys: ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN'],
    settings: ['ANTHROPIC_BASE_URL'],
  },
  codex: {
    command: 'codex-acp',
    keys: ['OPENAI_API_KEY'],
    settings: ['OPENAI_BASE_URL'],
  },
  copilot: {
    command: 'copilot --acp',
    keys: ['COPILOT_GITHUB_TOKEN', 'GH_TOKEN'],
    settings: [],
  },
  gemini: {
    command: 'gemini --acp',
    keys: ['GEMINI_API_KEY'],
    settings: ['GOOGLE_GEMINI_BASE_URL'],
  },
  goose: { command: 'goose acp', keys: ANY_KEY, settings: ['GOOSE_PROVIDER'] },
  opencode: {
    command: 'opencode acp',
    keys: ANY_KEY,
    settings: ['ANTHROPIC_BASE_URL', 'OPENAI_BASE_URL', 'GOOGLE_GEMINI_BASE_URL'],
  },
  qwen: {
    command: 'qwen --acp',
    keys: ['OPENAI_API_KEY'],
    settings: ['OPENAI_BASE_URL', 'OPENAI_MODEL'],
  },
} as const satisfies Record<string, AcpPresetFacts>;

export type AcpPresetName = keyof typeof ACP_PRESETS;
