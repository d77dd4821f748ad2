/** What the demo's script does for each card. `secondRound` is for a card that comes back with a request for changes. */
export const CHANGES = [
  {
    title: 'Show hours in durations',
    thoughts: [
      'formatDuration stops at minutes: 3,900,000 ms reads "65 min".',
      'I take the hours out first and leave durations below an hour as they are.',
    ],
    edits: [
      {
        file: 'src/duration.js',
        content: `/** Milliseconds as words: 3900000 is "1 h 5 min". */
export function formatDuration(ms) {
  const total = Math.round(ms / 1000);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = total % 60;
  return [
    hours > 0 && \`\${hours} h\`,
    minutes > 0 && \`\${minutes} min\`,
    (seconds > 0 || total === 0) && \`\${seconds} s\`,
  ]
    .filter(Boolean)
    .join(' ');
}
`,
      },
      {
        file: 'test/duration.test.js',
        find: `test('leaves out what is zero', () => {
`,
        replace: `test('shows hours', () => {
  assert.equal(formatDuration(3_900_000), '1 h 5 min');
  assert.equal(formatDuration(7_200_000), '2 h');
});

test('leaves out what is zero', () => {
`,
      },
    ],
    result: 'Durations of an hour and more now show hours, with two tests. Shorter ones read as before.',
  },
  {
    title: 'Add truncate(text, length)',
    thoughts: [
      'There is no function yet that shortens a text.',
      'I cut at the last space that fits, so that no word is split, and count the ellipsis.',
    ],
    edits: [
      {
        file: 'src/truncate.js',
        content: `/** At most \`length\` characters, cut between two words where that is possible. */
export function truncate(text, length) {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  const endsWord = text[length - 1] === ' ';
  return \`\${space > 0 && !endsWord ? cut.slice(0, space) : cut}…\`;
}
`,
      },
      {
        file: 'test/truncate.test.js',
        content: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { truncate } from '../src/truncate.js';

test('keeps what fits', () => {
  assert.equal(truncate('Ants', 4), 'Ants');
});

test('cuts between words', () => {
  assert.equal(truncate('Leaf cutter ants', 12), 'Leaf cutter…');
  assert.equal(truncate('Leaf cutter ants', 10), 'Leaf…');
});

test('cuts a word that is too long by itself', () => {
  assert.equal(truncate('Camponotus', 5), 'Camp…');
});
`,
      },
      {
        file: 'README.md',
        find: '- `slugify(title)`: a title as a part of a URL.\n',
        replace:
          '- `slugify(title)`: a title as a part of a URL.\n- `truncate(text, length)`: a text of at most that length.\n',
      },
    ],
    result: 'Added truncate(text, length) with tests and a line in the README.',
  },
  {
    title: 'Keep accented letters in slugs',
    thoughts: [
      'slugify drops every letter outside a-z: "Café" becomes "caf".',
      'It is enough to replace the white space and to leave the rest alone.',
    ],
    edits: [
      {
        file: 'src/slug.js',
        find: '.replace(/[^a-z0-9]+/g,',
        replace: '.replace(/\\s+/g,',
      },
      {
        file: 'test/slug.test.js',
        find: "test('has no dash at its ends', () => {\n",
        replace: `test('keeps accented letters', () => {
  assert.equal(slugify('Café Ants'), 'café-ants');
});

test('has no dash at its ends', () => {
`,
      },
    ],
    result: 'Accented letters stay, with a test for it.',
    secondRound: {
      thoughts: [
        'Replacing white space alone let punctuation through. Letters and digits of any script should stay.',
      ],
      edits: [{ file: 'src/slug.js', find: '.replace(/\\s+/g,', replace: '.replace(/[^\\p{L}\\p{N}]+/gu,' }],
      result: 'Only letters and digits of any script stay now; the tests about punctuation pass again.',
    },
  },
];
