import type { Command, CommandGroup } from './command';

const MOST = 40;
const MOST_OF_A_GROUP = 12;

interface Texts {
  tag: string;
  all: string;
}

const texts = new WeakMap<Command, Texts>();

function textsOf(command: Command): Texts {
  const known = texts.get(command);
  if (known) return known;
  const { tag = '', title, words = '', group } = command;
  const made = { tag: tag.toLowerCase(), all: `${tag} ${title} ${words} ${group}`.toLowerCase() };
  texts.set(command, made);
  return made;
}

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** The letters one after the other, the first of them at the beginning of a word: `nat` finds New Agent Task. */
function hasInOrder(text: string, word: string): boolean {
  for (
    let start = text.indexOf(word.charAt(0));
    start !== -1;
    start = text.indexOf(word.charAt(0), start + 1)
  ) {
    if (isLetter(text[start - 1])) continue;
    let at = start;
    const found = Array.from(word.slice(1)).every((letter) => (at = text.indexOf(letter, at + 1)) !== -1);
    // What does not follow the first beginning follows no later one either.
    return found;
  }
  return false;
}

/** 0 where the word is not found at all. */
function scoreWord({ tag, all }: Texts, word: string): number {
  if (tag !== '' && (tag === word || tag.endsWith(`-${word}`))) return 100;
  const at = all.indexOf(word);
  if (at === -1) return word.length > 1 && hasInOrder(all, word) ? 1 : 0;
  if (!isLetter(all[at - 1]) || all.includes(` ${word}`)) return at === 0 ? 40 : 30;
  return 10;
}

function score(command: Command, words: readonly string[]): number {
  const its = textsOf(command);
  let sum = 0;
  for (const word of words) {
    const points = scoreWord(its, word);
    if (points === 0) return 0;
    sum += points;
  }
  // Of two that match alike, the shorter one is more of a match.
  return sum + 5 / (5 + command.title.length);
}

function inGroups(commands: readonly Command[], groupOf: (command: Command) => string): CommandGroup[] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const items = groups.get(groupOf(command)) ?? [];
    if (items.length < MOST_OF_A_GROUP) items.push(command);
    groups.set(groupOf(command), items);
  }
  return [...groups].map(([value, items]) => ({ value, items }));
}

/** What the palette shows: unasked what was used lately and what there is to do, else what matches, the best first. */
export function rankCommands(
  commands: readonly Command[],
  query: string,
  recent: readonly string[],
): CommandGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const lately = recent.flatMap((id) => commands.find((command) => command.id === id) ?? []);
    const others = commands.filter((command) => command.asked !== true && !lately.includes(command));
    return inGroups([...lately, ...others], (command) =>
      lately.includes(command) ? 'Recent' : command.group,
    );
  }
  const bonus = (id: string) => (recent.includes(id) ? 3 : 0);
  const found = commands
    .map((command) => ({ command, points: score(command, words) }))
    .filter(({ points }) => points > 0)
    .map(({ command, points }) => ({ command, points: points + bonus(command.id) }))
    .sort((a, b) => b.points - a.points)
    .slice(0, MOST);
  return inGroups(
    found.map(({ command }) => command),
    ({ group }) => group,
  );
}
