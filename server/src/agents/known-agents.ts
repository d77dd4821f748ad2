import { ACP_PRESETS, type AcpPresetFacts, type AcpPresetName } from '../contracts/acp-presets.js';
import type { AgentAdapter } from './agent.dto.js';
import type { Agent } from './agent.entity.js';

/** An agent of the field, and how it is run best. */
export interface KnownAgent {
  readonly preset: string;
  readonly adapter: AgentAdapter;
  /** Null: it is part of Antfarm. */
  readonly program: string | null;
  /** Null: the adapter knows how to start it. */
  readonly command: string | null;
  /** As its makers say, or from the npm registry into a folder of Antfarm's. */
  readonly install: string | null;
  /** A run has a home of its own: it is signed in by one of these variables only. */
  readonly keys: readonly string[];
  /** What it wants beside a key, in a sentence. */
  readonly signInNote?: string;
  /** It works with several providers: which of the keys a profile gets, its owner says in `env_allow`. */
  readonly anyProvider?: true;
  /** Handed to it as well, where the server has them. */
  readonly settings?: readonly string[];
}

/** Those that speak the Agent Client Protocol, as their preset says. */
const acp = (preset: AcpPresetName, program: string, install: string): KnownAgent => {
  const facts: AcpPresetFacts = ACP_PRESETS[preset];
  return { preset, adapter: 'acp', program, install, ...facts };
};

const fetched = (name: string): string => `npm run agents:install -- ${name}`;

export const KNOWN_AGENTS: readonly KnownAgent[] = [
  {
    preset: 'anthropic',
    adapter: 'anthropic',
    program: null,
    command: null,
    install: null,
    keys: ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
    settings: ['ANTHROPIC_BASE_URL'],
  },
  {
    preset: 'claude',
    adapter: 'claude',
    program: 'claude',
    command: null,
    install: fetched('claude'),
    keys: ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'],
    settings: ['ANTHROPIC_BASE_URL'],
  },
  acp('gemini', 'gemini', fetched('gemini')),
  { ...acp('opencode', 'opencode', fetched('opencode')), anyProvider: true },
  acp('codex', 'codex-acp', fetched('codex')),
  acp('qwen', 'qwen', fetched('qwen')),
  { ...acp('goose', 'goose', 'brew install block-goose-cli'), anyProvider: true },
  acp('copilot', 'copilot', 'npm install -g @github/copilot'),
];

export const knownAgent = (preset: string | null): KnownAgent | undefined =>
  KNOWN_AGENTS.find((known) => known.preset === preset);

/** By its preset, or by the adapter of which there is one agent only. */
export const knownAgentOf = ({
  adapter,
  preset,
}: Pick<Agent, 'adapter' | 'preset'>): KnownAgent | undefined =>
  knownAgent(adapter === 'anthropic' || adapter === 'claude' ? adapter : preset);

/** The command line of a profile: its own, or its preset's. */
export const commandLineOf = (agent: Pick<Agent, 'adapter' | 'preset' | 'command'>): string | null =>
  agent.command ?? (agent.adapter === 'acp' ? (knownAgent(agent.preset)?.command ?? null) : null);

/** Names of variables; their values are stored keys, or of the server's environment. */
export interface AgentVariables {
  /** For everything that the agent runs. */
  readonly env_allow: string[];
  /** For its adapter alone. */
  readonly credentials: string[];
}

/** What runs of a profile may have: what it names, and what its adapter or its preset needs. */
export function variablesOfAgent({
  adapter,
  preset,
  envAllow,
}: Pick<Agent, 'adapter' | 'preset' | 'envAllow'>): AgentVariables {
  const known = knownAgent(preset);
  const needed = known === undefined || known.anyProvider ? [] : known.keys;
  const ofPreset = [...needed, ...(known?.settings ?? [])];
  switch (adapter) {
    case 'command':
      return { env_allow: unique([...envAllow, ...ofPreset]), credentials: [] };
    case 'anthropic':
    case 'claude':
      return apart(envAllow, needsOf(adapter));
    case 'acp': {
      const providers = known?.anyProvider ? envAllow.filter((name) => known.keys.includes(name)) : [];
      return apart(envAllow, [...ofPreset, ...providers]);
    }
  }
}

/** The preset of the same name says what the adapter needs. */
const needsOf = (adapter: 'anthropic' | 'claude'): string[] => {
  const { keys = [], settings = [] } = knownAgent(adapter) ?? {};
  return [...keys, ...settings];
};

const apart = (envAllow: readonly string[], credentials: readonly string[]): AgentVariables => ({
  env_allow: envAllow.filter((name) => !credentials.includes(name)),
  credentials: unique(credentials),
});

const unique = (names: readonly string[]): string[] => [...new Set(names)];
