import type { LucideIcon } from 'lucide-react';
import type { KeyName } from '@/lib/keys';

/** Something that the palette goes to or does. */
export interface Command {
  /** The same in every visit: what was used lately is remembered by it. */
  id: string;
  group: string;
  title: string;
  /** Said beside the title, and looked for before it: the key of a task. */
  tag?: string;
  /** Said more quietly at the end of the line. */
  aside?: string;
  /** Further words to find it by. */
  words?: string;
  key?: KeyName;
  Icon: LucideIcon;
  /** Only found, not offered unasked: there may be thousands. */
  asked?: boolean;
  run: () => void;
}

export interface CommandGroup {
  value: string;
  items: Command[];
}
