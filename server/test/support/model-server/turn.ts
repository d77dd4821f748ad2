/** One part of what the model says. */
export type Block = { readonly text: string } | { readonly tool: string; readonly input: unknown };

export interface TurnUsage {
  /** Neither read from a cache nor written to one. */
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

export const USUAL_USAGE: TurnUsage = { input: 100, output: 50, cacheRead: 30, cacheWrite: 20 };

export type SpokenTurn = Exclude<Turn, { status: number }>;

/** What the model server answers to one request. */
export type Turn =
  | readonly Block[]
  | { readonly blocks: readonly Block[]; readonly usage?: TurnUsage; readonly after?: Promise<unknown> }
  /** A refusal of the provider, with its own kind of error. */
  | { readonly status: number; readonly error: string; readonly headers?: Record<string, string> }
  /** The connection breaks in the middle of this text. */
  | { readonly cut: string };

/** What is said in a turn that is no refusal. */
export const blocksOf = (turn: SpokenTurn): readonly Block[] =>
  'cut' in turn ? [{ text: turn.cut }] : 'blocks' in turn ? turn.blocks : turn;

export const usageOf = (turn: SpokenTurn): TurnUsage => ('usage' in turn && turn.usage) || USUAL_USAGE;

/** A message of the conversation so far, whatever the protocol called it. */
export interface SeenMessage {
  readonly role: 'user' | 'assistant' | 'tool' | 'system';
  readonly text: string;
}

/** Asked at every request: `step` counts the model's turns since the marker. */
export type Script = readonly Turn[] | ((step: number, messages: readonly SeenMessage[]) => Turn | undefined);

/** Of the script for prompts that choose none. */
export const UNMARKED = '';

/** Put into a prompt, it chooses a script. */
export const scriptMarker = (name: string): string => `[[script:${name}]]`;

const MARKER = /\[\[script:([\w-]+)\]\]/g;
const DONE: Turn = [{ text: 'Done.' }];

/** The turn that follows on these messages. */
export function nextTurn(scripts: ReadonlyMap<string, Script>, messages: readonly SeenMessage[]): Turn {
  const at = messages.findLastIndex(({ role, text }) => role === 'user' && text.search(MARKER) >= 0);
  const name = [...(messages[at]?.text ?? '').matchAll(MARKER)].at(-1)?.[1];
  const script = scripts.get(name ?? UNMARKED);
  if (script === undefined) return DONE;
  const since = messages.slice(at + 1);
  const step = since.filter(
    ({ role }, index) => role === 'assistant' && since[index - 1]?.role !== role,
  ).length;
  return (typeof script === 'function' ? script(step, messages) : script[step]) ?? DONE;
}
