/** The demo's cards. `tools/demo-changes.mjs` of the sample repository knows them by their titles. */
export const CARDS = [
  {
    title: 'Show hours in durations',
    description: '`formatDuration` writes long durations in minutes only. Show hours as well.',
    acceptance_criteria: ['3,900,000 ms reads "1 h 5 min"', 'Durations below an hour read as before'],
    focus_files: ['src/duration.js'],
    labels: ['format'],
    priority: 'medium',
  },
  {
    title: 'Add truncate(text, length)',
    description: 'A function that shortens a text for lists.',
    acceptance_criteria: ['The result is never longer than asked for', 'No word is split where a space fits'],
    focus_files: ['src/truncate.js'],
    labels: ['feature'],
    priority: 'low',
  },
  {
    title: 'Keep accented letters in slugs',
    description: '`slugify("Café Ants")` answers `caf-ants`. It should be `café-ants`.',
    acceptance_criteria: ['"Café Ants" becomes "café-ants"', 'Punctuation still becomes one dash'],
    focus_files: ['src/slug.js'],
    labels: ['bug'],
    priority: 'high',
  },
];
