import type { AttemptEvent } from '@contracts/attempt-event';
import { requestStory } from './request-text';

/** Blocks of text, as models and the Agent Client Protocol send them; `null` when it is anything else too. */
function blockText(value: unknown): string | null {
  if (Array.isArray(value)) {
    const texts = value.map(blockText);
    return texts.length > 0 && texts.every((text) => text !== null) ? texts.join('\n') : null;
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  if (value.type === 'text' && 'text' in value && typeof value.text === 'string') return value.text;
  return value.type === 'content' && 'content' in value ? blockText(value.content) : null;
}

const printed = (value: unknown): string =>
  typeof value === 'string' ? value : (blockText(value) ?? JSON.stringify(value, null, 2));

/** What a tool was given, and what it answered, as text. */
export const toolTexts = ({ input, output }: { input?: unknown; output?: unknown }): string[] =>
  [input, output].filter((part) => part !== undefined && part !== null).map(printed);

// CSI and OSC sequences of ECMA-48: colours, cursor moves, titles, links.
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;

export const withoutEscapes = (text: string): string =>
  text.includes('\u001b') ? text.replace(ESCAPES, '') : text;

const exitText = (code: number | null | undefined): string =>
  code === undefined ? '' : code === null ? ' (no exit code)' : ` (exit ${code})`;

function requestText(payload: Extract<AttemptEvent, { kind: 'REQUEST' }>['payload']): string {
  const { asked, questions, outcome } = requestStory(payload);
  const told = questions.map(({ question, options, answer }) =>
    [question, answer === null ? options.join(' · ') : `→ ${answer}`].filter(Boolean).join('\n'),
  );
  const { kind, tool, plan } = asked ?? {};
  return [
    asked && ['asks', kind, tool].filter(Boolean).join(' '),
    ...toolTexts({ input: asked?.input }),
    plan,
    ...told,
    outcome && [outcome.words, outcome.message].filter(Boolean).join(': '),
  ]
    .filter(Boolean)
    .join('\n');
}

/** An event as text: what is searched, copied, and shown as raw. */
export function plainText(event: AttemptEvent): string {
  switch (event.kind) {
    case 'LOG':
      return withoutEscapes(event.payload.message);
    case 'PROGRESS':
      return event.payload.message;
    case 'ERROR':
      return [event.payload.message, event.payload.detail].filter(Boolean).join('\n');
    case 'MESSAGE':
      return event.payload.text;
    case 'COMMAND':
      return `$ ${event.payload.cmd}${exitText(event.payload.exit_code)}`;
    case 'TOOL':
      return [`${event.payload.name} ${event.payload.status}`, ...toolTexts(event.payload)].join('\n');
    case 'PATCH':
      return event.payload.files.map(({ path }) => `changed ${path}`).join('\n');
    case 'GATE_RESULT':
      return `gate ${event.payload.gate}${exitText(event.payload.exit_code)}`;
    case 'STATUS':
      return [event.payload.to, event.payload.reason].filter(Boolean).join(': ');
    case 'REQUEST':
      return requestText(event.payload);
    case 'USAGE':
    case 'ARTIFACT':
      return '';
  }
}
