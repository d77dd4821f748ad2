import { lineChanges, parseDiff, type ChangedLine } from './line-changes';

/** What a tool is given, part by part, each as it is best read. */
export type InputPart =
  | { readonly kind: 'fact'; readonly name: string; readonly value: string }
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'change'; readonly lines: readonly ChangedLine[] }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'rest'; readonly json: string };

type Members = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');

/** How agents call the text before and after a change. */
const CHANGES = [
  ['old_string', 'new_string'],
  ['old_str', 'new_str'],
  ['old_text', 'new_text'],
  ['oldText', 'newText'],
] as const;
const COMMANDS = ['command', 'cmd'];
/** A whole file that is written. */
const CONTENTS = ['content', 'contents', 'file_text'];
const SHORT = 160;

interface Taken {
  readonly names: readonly string[];
  readonly parts: readonly InputPart[];
}

const NOTHING: Taken = { names: [], parts: [] };

function takeCommand(input: Members): Taken {
  const name = COMMANDS.find((one) => typeof input[one] === 'string' || isStrings(input[one]));
  if (name === undefined) return NOTHING;
  const value = input[name];
  return {
    names: [name],
    parts: [{ kind: 'command', text: isStrings(value) ? value.join(' ') : String(value) }],
  };
}

function pairOf(input: Members): readonly [string, string] | undefined {
  return CHANGES.find(
    ([before, after]) =>
      typeof input[after] === 'string' &&
      ['string', 'undefined'].includes(typeof (input[before] ?? undefined)),
  );
}

function takeChange(input: Members): Taken {
  const pair = pairOf(input);
  if (!pair) return NOTHING;
  const [before, after] = pair.map((name) => (typeof input[name] === 'string' ? input[name] : ''));
  return { names: pair, parts: [{ kind: 'change', lines: lineChanges(before ?? '', after ?? '') }] };
}

/** Several changes of one file: each must be one, or all of it stays as it came. */
function takeEdits(input: Members): Taken {
  const edits = input['edits'];
  if (!Array.isArray(edits) || !edits.every((edit) => isRecord(edit) && pairOf(edit))) return NOTHING;
  return { names: ['edits'], parts: edits.filter(isRecord).flatMap((edit) => inputParts(edit)) };
}

function takeContent(input: Members): Taken {
  const name = CONTENTS.find((one) => typeof input[one] === 'string');
  // Without a path nobody can say that it is a file.
  if (name === undefined || !('path' in input || 'file_path' in input)) return NOTHING;
  return { names: [name], parts: [{ kind: 'change', lines: lineChanges('', String(input[name])) }] };
}

function plainPart(name: string, value: unknown): InputPart | null {
  if (typeof value === 'string')
    return value.length > SHORT || value.includes('\n')
      ? { kind: 'text', name, text: value }
      : { kind: 'fact', name, value };
  return typeof value === 'number' || typeof value === 'boolean'
    ? { kind: 'fact', name, value: String(value) }
    : null;
}

const ORDER: readonly InputPart['kind'][] = ['command', 'fact', 'change', 'text', 'rest'];

/** Nothing of the input is left out: what has no form of its own is shown as JSON. */
export function inputParts(input: unknown): InputPart[] {
  if (input === undefined || input === null) return [];
  if (typeof input === 'string') return [{ kind: 'text', name: '', text: input }];
  if (!isRecord(input)) return [{ kind: 'rest', json: JSON.stringify(input, null, 2) }];
  const taken = [takeCommand, takeChange, takeEdits, takeContent].map((take) => take(input));
  const names = taken.flatMap((one) => one.names);
  const others = Object.entries(input).filter(([name, value]) => !names.includes(name) && value !== null);
  const plain = others.map(([name, value]) => plainPart(name, value)).filter((part) => part !== null);
  const rest = Object.fromEntries(others.filter(([name, value]) => plainPart(name, value) === null));
  const parts: InputPart[] = [
    ...taken.flatMap((one) => one.parts),
    ...plain,
    ...(Object.keys(rest).length > 0 ? [{ kind: 'rest', json: JSON.stringify(rest, null, 2) } as const] : []),
  ];
  return parts.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** What a call says that it changed: a diff as git writes it, or texts before and after. */
export function diffLines(diff: unknown): ChangedLine[] {
  if (typeof diff === 'string') return parseDiff(diff);
  const changes: readonly unknown[] = Array.isArray(diff) ? diff : [diff];
  return changes
    .filter(isRecord)
    .flatMap((change) => inputParts(change).flatMap((part) => (part.kind === 'change' ? part.lines : [])));
}
