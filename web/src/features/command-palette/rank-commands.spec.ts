import { Plus } from 'lucide-react';
import type { Command } from './command';
import { rankCommands } from './rank-commands';

const command = (id: string, title: string, more: Partial<Command> = {}): Command => ({
  id,
  title,
  group: 'Commands',
  Icon: Plus,
  run: () => undefined,
  ...more,
});
const task = (number: number, title: string) =>
  command(`task:${number}`, title, { group: 'Tasks', tag: `ANT-${number}`, asked: true });

const ALL = [
  command('new-agent', 'New agent profile'),
  command('theme', 'Use the dark theme', { words: 'toggle' }),
  task(1, 'Themes of the month'),
  task(12, 'Import issues'),
  task(120, 'A new page'),
];
const found = (query: string, recent: string[] = []) =>
  rankCommands(ALL, query, recent).flatMap(({ items }) => items.map(({ id }) => id));

test('a task is found by its key, in full or by its number', () => {
  expect(found('ant-12')[0]).toBe('task:12');
  expect(found('12')[0]).toBe('task:12');
});

test('each word must be found, in whatever order, also by what is not shown', () => {
  expect(found('issues import')).toEqual(['task:12']);
  expect(found('toggle theme')).toEqual(['theme']);
  expect(found('issues nothing')).toEqual([]);
});

test('the beginning of a word goes before the middle, and that before letters in a row', () => {
  expect(found('new')).toEqual(['task:120', 'new-agent']);
  expect(found('nap')).toEqual(['new-agent']);
  expect(found('heme')).toEqual(['theme', 'task:1']);
});

test('unasked there are the commands, what was used lately before all, and no thousand tasks', () => {
  expect(found('')).toEqual(['new-agent', 'theme']);
  expect(
    rankCommands(ALL, '', ['task:12', 'gone', 'theme']).map(({ value, items }) => [value, items.length]),
  ).toEqual([
    ['Recent', 2],
    ['Commands', 1],
  ]);
});

test('of thousands of matches a screenful is shown, with the exact one in front', () => {
  const many = Array.from({ length: 5000 }, (_, number) => task(number, `Import issues, part ${number}`));
  const groups = rankCommands(many, 'import 4321', []);
  expect(groups[0]?.items[0]?.id).toBe('task:4321');
  expect(rankCommands(many, 'import', [])[0]?.items).toHaveLength(12);
  const spread = many.map((command, index) => ({ ...command, group: `Tasks ${index % 5}` }));
  expect(rankCommands(spread, 'import', []).flatMap(({ items }) => items)).toHaveLength(40);
});
