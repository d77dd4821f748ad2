import type { Agent } from './agent.entity.js';

/** A program of the field that works on a task by itself when it is started so. */
export interface KnownAgent {
  readonly preset: string;
  readonly program: string;
  /** Takes the task from AGENT_PROMPT or stdin and asks nothing: for an agent with the adapter `command`. */
  readonly command: string;
  /** As its makers say. */
  readonly install: string;
  /** A run has a home of its own: it is signed in by one of these variables only. */
  readonly keys: readonly string[];
  /** It works with several providers: which of the keys a profile gets, its owner says in `env_allow`. */
  readonly anyProvider?: true;
  /** Handed to it as well, where the server has them. */
  readonly settings?: readonly string[];
}

const ANY_KEY = ['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'GEMINI_API_KEY'];

export const KNOWN_AGENTS: readonly KnownAgent[] = [
  {
    preset: 'claude',
    program: 'claude',
    command: 'claude -p --permission-mode acceptEdits',
    install: 'npm install -g @anthropic-ai/claude-code',
    keys: ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN'],
    settings: ['ANTHROPIC_BASE_URL'],
  },
  {
    preset: 'gemini',
    program: 'gemini',
    command: 'gemini --yolo --prompt "$AGENT_PROMPT"',
    install: 'npm install -g @google/gemini-cli',
    keys: ['GEMINI_API_KEY'],
  },
  {
    preset: 'opencode',
    program: 'opencode',
    command: 'opencode run "$AGENT_PROMPT"',
    install: 'npm install -g opencode-ai',
    keys: ANY_KEY,
    anyProvider: true,
  },
  {
    preset: 'codex',
    program: 'codex',
    command: 'codex exec --full-auto -',
    install: 'npm install -g @openai/codex',
    keys: ['OPENAI_API_KEY'],
    settings: ['OPENAI_BASE_URL'],
  },
  {
    preset: 'qwen',
    program: 'qwen',
    command: 'qwen --yolo --prompt "$AGENT_PROMPT"',
    install: 'npm install -g @qwen-code/qwen-code',
    keys: ['OPENAI_API_KEY'],
    settings: ['OPENAI_BASE_URL', 'OPENAI_MODEL'],
  },
  {
    preset: 'goose',
    program: 'goose',
    command: 'goose run --instructions -',
    install: 'brew install block-goose-cli',
    keys: ANY_KEY,
    anyProvider: true,
  },
  {
    preset: 'copilot',
    program: 'copilot',
    command: 'copilot --allow-all-tools --prompt "$AGENT_PROMPT"',
    install: 'npm install -g @github/copilot',
    keys: ['COPILOT_GITHUB_TOKEN', 'GH_TOKEN'],
  },
];

export const knownAgent = (preset: string | null): KnownAgent | undefined =>
  KNOWN_AGENTS.find((known) => known.preset === preset);

/** What runs of a profile may have of the server's environment and of stored keys: what it names, and what its preset needs. */
export function variablesOfAgent({ preset, envAllow }: Pick<Agent, 'preset' | 'envAllow'>): string[] {
  const known = knownAgent(preset);
  const needed = known === undefined || known.anyProvider ? [] : known.keys;
  return [...new Set([...envAllow, ...needed, ...(known?.settings ?? [])])];
}
