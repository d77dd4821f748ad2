import type { AttemptEvent } from '@contracts/attempt-event';
import type { LogRow } from './log-buffer';

function textOf(event: AttemptEvent): string {
  switch (event.kind) {
    case 'LOG':
    case 'PROGRESS':
    case 'ERROR':
      return event.payload.message;
    case 'MESSAGE':
      return event.payload.text;
    case 'COMMAND':
      return event.payload.cmd;
    case 'TOOL':
      return event.payload.name;
    case 'PATCH':
      return event.payload.files.map(({ path }) => path).join(' ');
    case 'GATE_RESULT':
      return event.payload.gate;
    case 'STATUS':
    case 'REQUEST':
    case 'USAGE':
    case 'ARTIFACT':
      return '';
  }
}

type FindRows = (rows: readonly LogRow[], find: string) => readonly LogRow[];

/** Looks at each row once: as long as the rows and the words are the same, only what came behind is looked at. */
export function createRowFinder(): FindRows {
  let searched: readonly LogRow[] = [];
  let words = '';
  let seen = 0;
  let found: LogRow[] = [];
  return (rows, find) => {
    const wanted = find.trim().toLowerCase();
    if (wanted === '') return rows;
    if (rows !== searched || wanted !== words) [searched, words, seen, found] = [rows, wanted, 0, []];
    for (; seen < rows.length; seen += 1) {
      const row = rows[seen];
      if (row && textOf(row.event).toLowerCase().includes(wanted)) found.push(row);
    }
    return found;
  };
}
