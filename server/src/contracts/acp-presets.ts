/** What a server must know of an agent that speaks the Agent Client Protocol to start it. */
export interface AcpPresetFacts {
  readonly command: string;
  /** Variables by which it signs in; it needs one of them. */
  readonly keys: readonly string[];
  /** Variables that lead to its provider; handed to it where they are set. */
  readonly settings: readonly string[];
  /** What it wants beside a key, in a sentence. */
  readonly signInNote?: string;
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
    signInNote: 'The token needs the permission to make Copilot requests.',
  },
  gemini: {
    command: 'gemini --acp',
    keys: ['GEMINI_API_KEY'],
    settings: ['GOOGLE_GEMINI_BASE_URL'],
  },
  goose: {
    command: 'goose acp',
    keys: ANY_KEY,
    settings: ['GOOSE_PROVIDER'],
    signInNote: 'GOOSE_PROVIDER of the server says which provider that is.',
  },
  opencode: {
    command: 'opencode acp',
    keys: ANY_KEY,
    settings: ['ANTHROPIC_BASE_URL', 'OPENAI_BASE_URL', 'GOOGLE_GEMINI_BASE_URL'],
    signInNote: 'Its model is named with its provider, such as anthropic/NAME.',
  },
  qwen: {
    command: 'qwen --acp',
    keys: ['OPENAI_API_KEY'],
    settings: ['OPENAI_BASE_URL', 'OPENAI_MODEL'],
    signInNote:
      'Where its provider is not OpenAI, OPENAI_BASE_URL and OPENAI_MODEL of the server say which it is.',
  },
} as const satisfies Record<string, AcpPresetFacts>;

export type AcpPresetName = keyof typeof ACP_PRESETS;
