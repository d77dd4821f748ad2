import type { Agent } from '@/lib/api/types';

export const ADAPTER_WORDS: Record<Agent['adapter'], { label: string; means: string }> = {
  command: {
    label: 'A command of your own',
    means:
      'Any command line: it gets the task on stdin, in AGENT_PROMPT and in the file that AGENT_PROMPT_FILE names. It asks nobody.',
  },
  claude: {
    label: 'Claude Code',
    means: 'The program claude on this machine. It asks you on the board, and tells what it uses.',
  },
  anthropic: {
    label: 'Anthropic API',
    means: 'Antfarm’s own agent on an Anthropic key: nothing to install.',
  },
  acp: {
    label: 'Agent Client Protocol',
    means: 'Gemini, OpenCode, Codex, Qwen, Goose and others that speak the protocol.',
  },
};

export const PERMISSION_WORDS: Record<Agent['permission_mode'], { label: string; means: string }> = {
  plan: { label: 'Plan only', means: 'It reads and shows you a plan; it changes and runs nothing.' },
  ask: {
    label: 'Ask each time',
    means: 'It asks you before it changes a file and before it runs something.',
  },
  accept_edits: {
    label: 'Edit files, ask to run',
    means: 'It changes files of its workspace freely, and asks you before it runs something.',
  },
  full: {
    label: 'Do everything',
    means: 'It asks nobody: what it must not do is up to the sandbox and the network alone.',
  },
};

const PRESET_NAMES: Readonly<Record<string, string>> = {
  anthropic: 'Anthropic API',
  claude: 'Claude Code',
  codex: 'Codex',
  copilot: 'GitHub Copilot',
  gemini: 'Gemini CLI',
  goose: 'Goose',
  opencode: 'OpenCode',
  qwen: 'Qwen Code',
};

/** What its makers call it. */
export const presetName = (preset: string): string => PRESET_NAMES[preset] ?? preset;
