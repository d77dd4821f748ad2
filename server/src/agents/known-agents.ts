/** A program of the field that works on a task by itself when it is started so. */
export interface KnownAgent {
  readonly preset: string;
  readonly program: string;
  /** Takes the task from AGENT_PROMPT or stdin and asks nothing: for an agent with the adapter `command`. */
  readonly command: string;
  /** A run has a home of its own: it is signed in by one of these variables only. */
  readonly keys: readonly string[];
}

const ANY_KEY = ['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'GEMINI_API_KEY'];

export const KNOWN_AGENTS: readonly KnownAgent[] = [
  {
    preset: 'claude',
    program: 'claude',
    command: 'claude -p --permission-mode acceptEdits',
    keys: ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN'],
  },
  {
    preset: 'gemini',
    program: 'gemini',
    command: 'gemini --yolo --prompt "$AGENT_PROMPT"',
    keys: ['GEMINI_API_KEY'],
  },
  { preset: 'opencode', program: 'opencode', command: 'opencode run "$AGENT_PROMPT"', keys: ANY_KEY },
  { preset: 'codex', program: 'codex', command: 'codex exec --full-auto -', keys: ['OPENAI_API_KEY'] },
  {
    preset: 'qwen',
    program: 'qwen',
    command: 'qwen --yolo --prompt "$AGENT_PROMPT"',
    keys: ['OPENAI_API_KEY'],
  },
  { preset: 'goose', program: 'goose', command: 'goose run --instructions -', keys: ANY_KEY },
  {
    preset: 'copilot',
    program: 'copilot',
    command: 'copilot --allow-all-tools --prompt "$AGENT_PROMPT"',
    keys: ['COPILOT_GITHUB_TOKEN', 'GH_TOKEN'],
  },
];
