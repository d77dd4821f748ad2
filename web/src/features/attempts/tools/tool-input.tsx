import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button';
import { plural } from '@/lib/format/quantity';
import { inputParts, type InputPart } from './input-parts';
import type { ChangedLine } from './line-changes';
import { visibleText } from './visible-text';

const LOOKS: Record<ChangedLine['mark'], string> = {
  '+': 'bg-[var(--diff-add-bg)] text-[var(--diff-add-fg)]',
  '-': 'bg-[var(--diff-del-bg)] text-[var(--diff-del-fg)]',
  ' ': '',
};
const LINES_SHOWN = 400;
const BOX = 'thin-scroll max-h-[38dvh] overflow-auto rounded-lg border bg-sunken text-[13px]';

/** Scrolls by key too. */
function Box({ label, children }: { label: string; children: ReactNode }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className={`code ${BOX} px-2.5 py-2 break-words whitespace-pre-wrap`}
    >
      {children}
    </pre>
  );
}

/** A change in few lines, marked by sign and by colour. */
export function DiffLines({ lines }: { lines: readonly ChangedLine[] }) {
  const [isWhole, setWhole] = useState(false);
  const more = isWhole ? 0 : lines.length - LINES_SHOWN;
  return (
    <div>
      <pre tabIndex={0} aria-label="Change" className={`code ${BOX} py-1 break-words whitespace-pre-wrap`}>
        {(isWhole ? lines : lines.slice(0, LINES_SHOWN)).map(({ mark, text }, index) => (
          <span key={index} className={`flex gap-2 px-2.5 ${LOOKS[mark]}`}>
            <span className="flex-none select-none">{mark === '-' ? '−' : mark}</span>
            <span className="min-w-0 flex-1">{visibleText(text)}</span>
          </span>
        ))}
      </pre>
      {more > 0 && (
        <Button look="ghost" size="small" className="mt-1" onClick={() => setWhole(true)}>
          Show {plural(more, 'more line')}
        </Button>
      )}
    </div>
  );
}

const spaced = (name: string): string => name.replaceAll('_', ' ');

const UNIT = /_(s|ms)$/;

/** `timeout_s: 300` is a timeout of 300 s. */
function factWords(name: string, value: string): [name: string, value: string] {
  const [end, unit] = UNIT.exec(name) ?? [];
  return end === undefined || !/^\d+$/.test(value)
    ? [spaced(name), value]
    : [spaced(name.slice(0, -end.length)), `${value} ${unit}`];
}

function Part({ part }: { part: InputPart }) {
  switch (part.kind) {
    case 'fact': {
      const [name, value] = factWords(part.name, part.value);
      return (
        <p className="text-[13px] break-words">
          <span className="text-subtle">{name}</span>{' '}
          <code className="code break-all">{visibleText(value)}</code>
        </p>
      );
    }
    case 'command':
      return <Box label="Command">{visibleText(part.text)}</Box>;
    case 'change':
      return <DiffLines lines={part.lines} />;
    case 'text':
      return (
        <div>
          {part.name !== '' && <p className="text-[13px] text-subtle">{spaced(part.name)}</p>}
          <Box label={part.name === '' ? 'Input' : spaced(part.name)}>{visibleText(part.text)}</Box>
        </div>
      );
    case 'rest':
      return (
        <details>
          <summary className="cursor-pointer text-[13px] font-semibold text-muted">More of its input</summary>
          <div className="mt-1">
            <Box label="More of its input">{visibleText(part.json)}</Box>
          </div>
        </details>
      );
  }
}

/** What a tool is given, to be read and judged: a command as code, an edit as a small diff. */
export function ToolInput({ input }: { input: unknown }) {
  const parts = inputParts(input);
  if (parts.length === 0) return null;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {parts.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}
