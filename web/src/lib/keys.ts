import { useEffect } from 'react';

/**
 * Every key of the app, by the name that its handler has. Each of a list does the same: one key, `mod+` and a key, or two
 * keys one after the other. What they do is said in `app/keys/key-words.ts`.
 */
export const KEYS = {
  commands: ['mod+k'],
  help: ['?'],
  goBoard: ['g b'],
  goNeedsYou: ['g n'],
  goRuns: ['g r'],
  goAgents: ['g a'],
  goInsights: ['g i'],
  goSettings: ['g s'],
  newTask: ['c'],
  search: ['/'],
  nextCard: ['j', 'ArrowDown'],
  previousCard: ['k', 'ArrowUp'],
  nextColumn: ['l', 'ArrowRight'],
  previousColumn: ['h', 'ArrowLeft'],
  openCard: ['Enter'],
  liftCard: ['Space'],
  nextWaiting: ['j', 'ArrowDown'],
  previousWaiting: ['k', 'ArrowUp'],
  showLogs: ['1'],
  showDiff: ['2'],
  showGates: ['3'],
  showSummary: ['4'],
  previousAttempt: ['['],
  nextAttempt: [']'],
  nextFile: ['j'],
  previousFile: ['k'],
  nextComment: ['n'],
  previousComment: ['p'],
  markFile: ['v'],
  send: ['mod+Enter'],
  close: ['Escape'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type KeyName = keyof typeof KEYS;

/** `false`: not now, the key keeps the meaning that it has for the browser. */
// `unknown`: most handlers just do something.
type Handler = (pressed: string) => unknown;
type Handlers = Partial<Record<KeyName, Handler>>;

const SEQUENCE_MS = 1500;
const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable]';
/** Whatever lies over the page; the drawer of a task lies beside it. */
const OVER_THE_PAGE = '[role=dialog]:not([data-beside]), [role=alertdialog], [role=menu]';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

const active = new Set<Handlers>();
let first: { key: string; at: number } | null = null;

const bindings: readonly [KeyName, readonly string[]][] = Object.entries(KEYS).map(([name, keys]) => [
  name as KeyName, // of the very object that has the names
  keys,
]);

function run(pressed: string): boolean {
  const names = bindings.filter(([, keys]) => keys.includes(pressed)).map(([name]) => name);
  return [...active].some((handlers) =>
    names.some((name) => {
      const handler = handlers[name];
      return handler !== undefined && handler(pressed) !== false;
    }),
  );
}

function pressedKey(event: KeyboardEvent): string | null {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (event.altKey || (event.ctrlKey || event.metaKey) !== mod) return null;
  return mod ? `mod+${event.key}` : event.key;
}

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest(TYPING) !== null;

/** What is pressed, unless it is none of ours now: somebody types, or a dialog lies over the page. */
function ourKey(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.isComposing) return null;
  const key = pressedKey(event);
  if (key === null || (isTyping(event) && !key.startsWith('mod+'))) return null;
  return document.querySelector(OVER_THE_PAGE) ? null : key;
}

function onKeyDown(event: KeyboardEvent): void {
  const key = ourKey(event);
  if (key === null) return;
  const before = first && event.timeStamp - first.at < SEQUENCE_MS ? first.key : null;
  const handled = (before !== null && run(`${before} ${key}`)) || run(key);
  first = handled ? null : { key, at: event.timeStamp };
  if (handled) event.preventDefault();
}

/** Keys that work as long as the component is there: never while somebody types, nor under a dialog. */
export function useKeys(handlers: Handlers): void {
  useEffect(() => {
    active.add(handlers);
    window.addEventListener('keydown', onKeyDown);
    return () => void active.delete(handlers);
  });
}

/** For `aria-keyshortcuts`; what takes two keys one after the other has no words there. */
export const ariaKeys = (name: KeyName): string | undefined => {
  const key = KEYS[name][0];
  return key.includes(' ') ? undefined : key.replace('mod', isMac ? 'Meta' : 'Control');
};

const SIGNS: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Enter: '↵',
};

const sign = (key: string): string => SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** `⌘K`, `Ctrl K`, `G B`: how a key is shown. */
export const shownKey = (key: string): string =>
  key
    .split(/[+ ]/)
    .map(sign)
    .join(key.includes('+') && isMac ? '' : ' ');
