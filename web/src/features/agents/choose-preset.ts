import type { DetectedAgent } from '@/lib/api/types';
import { presetName } from './adapter-words';
import type { AgentForm } from './agent-form';

/** Those that are here, with or without a key. */
export const usablePresets = (detected: readonly DetectedAgent[]): DetectedAgent[] =>
  detected.filter(({ status }) => status !== 'not_installed');

type Filled = Pick<AgentForm, 'name' | 'command' | 'envAllow'>;

const filledBy = ({ preset, command, env_allow }: DetectedAgent): Filled => ({
  name: presetName(preset),
  command: command ?? '',
  envAllow: env_allow.join(', '),
});

/** What a preset fills in: what is empty, or what another preset filled in; what somebody wrote stays. */
function fillFrom(
  chosen: DetectedAgent,
  presets: readonly DetectedAgent[],
  current: Filled,
): Partial<Filled> {
  const others = presets.map(filledBy);
  const entries = Object.entries(filledBy(chosen)).filter(([field, value]) => {
    const now = current[field as keyof Filled];
    return now !== value && (now === '' || others.some((other) => other[field as keyof Filled] === now));
  });
  return Object.fromEntries(entries);
}

/** An adapter that asks people has somebody to ask; a command line has nobody. */
const modeFor = (adapter: AgentForm['adapter'], current: AgentForm): AgentForm['permissionMode'] => {
  if (adapter === 'command') return 'full';
  return current.adapter === 'command' ? 'accept_edits' : current.permissionMode;
};

/** The form as it becomes when a known program is chosen. */
export const withPreset = (
  chosen: DetectedAgent,
  presets: readonly DetectedAgent[],
  current: AgentForm,
): AgentForm => ({
  ...current,
  ...fillFrom(chosen, presets, current),
  preset: chosen.preset,
  adapter: chosen.adapter,
  permissionMode: modeFor(chosen.adapter, current),
});

/** The form as it becomes when an adapter is chosen: of a known program only as long as that is run by it. */
export function withAdapter(
  adapter: AgentForm['adapter'],
  presets: readonly DetectedAgent[],
  current: AgentForm,
): AgentForm {
  const permissionMode = modeFor(adapter, current);
  const own = presets.filter((entry) => entry.adapter === adapter);
  if (own.some(({ preset }) => preset === current.preset)) return { ...current, adapter, permissionMode };
  // Of Claude Code and of our own loop there is one each; programs that speak the protocol are many.
  const [only] = adapter === 'claude' || adapter === 'anthropic' ? own : [];
  if (only) return withPreset(only, presets, current);
  return { ...current, ...withoutFilled(presets, current), adapter, permissionMode, preset: '' };
}

/** What a preset filled in is of no use to another agent. */
function withoutFilled(presets: readonly DetectedAgent[], current: Filled): Filled {
  const filled = presets.map(filledBy);
  const own = (field: keyof Filled) =>
    filled.some((one) => one[field] === current[field]) ? '' : current[field];
  return { name: own('name'), command: own('command'), envAllow: own('envAllow') };
}
