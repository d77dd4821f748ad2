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

export function matchingRows(rows: readonly LogRow[], find: string): readonly LogRow[] {
  const wanted = find.trim().toLowerCase();
  // A copy, because the buffer grows in place and React compares identities.
  if (wanted === '') return [...rows];
  return rows.filter(({ event }) => textOf(event).toLowerCase().includes(wanted));
}
