import type { Tone } from '@/lib/attempt-activity';
import { toneFill } from './tone';

const TONES: readonly Tone[] = ['ochre', 'moss', 'brick', 'slate', 'fig', 'lake', 'amber'];

function toneOf(seed: string): Tone {
  let sum = 0;
  for (const char of seed) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return TONES[sum % TONES.length] ?? 'stone';
}

interface AvatarProps {
  /** What the colour is made from: an id, so that a new name keeps it. */
  seed: string;
  name: string;
  size?: 'small' | 'normal';
}

export function Avatar({ seed, name, size = 'normal' }: AvatarProps) {
  const shape = size === 'small' ? 'size-5 rounded-md text-[9.5px]' : 'size-6 rounded-lg text-[10.5px]';
  return (
    <span
      aria-hidden="true"
      className={`relative grid flex-none place-items-center font-bold ${shape} ${toneFill[toneOf(seed)]}`}
    >
      {Array.from(name).slice(0, 2).join('')}
    </span>
  );
}
