import type { AttemptEvent } from '@contracts/attempt-event';
import { useNow } from '@/lib/use-now';
import { AnsiLine } from '@/components/ansi-line';
import { plural } from '@/lib/format/quantity';
import { diffLines, inputParts } from '../tools/input-parts';
import { DiffLines, ToolInput } from '../tools/tool-input';
import type { CallsStep, CommandStep, ExploredStep } from './growing-list';
import type { LogRow } from './log-buffer';
import { toolTexts } from './plain-text';
import { Exit, Mono, StepRow } from './step-row';
import { callsWords, exploredWords, failedCalls, tookMs, toolWords } from './tool-words';

type ToolPayload = Extract<AttemptEvent, { kind: 'TOOL' }>['payload'];

interface OpenProps {
  isOpen: boolean;
  onToggle: () => void;
  stamp: string | null;
}

/** What the call was given, what it changed and what it answered. */
function CallBox({ payload: { input, output, diff } }: { payload: ToolPayload }) {
  const lines = diffLines(diff);
  const texts = toolTexts({ output });
  // An edit says what it changes in what it is given: twice is once too often.
  const isTold = lines.length > 0 && inputParts(input).some(({ kind }) => kind === 'change');
  const isBare = (input ?? null) === null && lines.length === 0 && texts.length === 0;
  return (
    <div
      data-theme="dark"
      className="mx-4 my-1 ml-10 flex flex-col gap-2 rounded-lg border border-[#3d3128] bg-[#1a1410] p-2 font-sans text-[#eadfcf] max-sm:ml-4"
    >
      {isBare && <p className="log-line opacity-75">Nothing more is known of this call.</p>}
      <ToolInput input={input} />
      {lines.length > 0 && !isTold && <DiffLines lines={lines} />}
      {texts.map((text, index) => (
        <pre
          key={index}
          tabIndex={0}
          aria-label="What it answered"
          className="log-line thin-scroll max-h-[420px] overflow-auto break-words whitespace-pre-wrap"
        >
          <AnsiLine text={text} />
        </pre>
      ))}
    </div>
  );
}

/** How many lines a call changed: as it says, or as its diff shows. */
function changesOf({
  input,
  diff,
  tool_kind: kind,
}: ToolPayload): { additions: number; deletions: number } | null {
  const said = typeof diff === 'object' && diff !== null ? diff : {};
  if ('additions' in said && 'deletions' in said) {
    const { additions, deletions } = said;
    return typeof additions === 'number' && typeof deletions === 'number' ? { additions, deletions } : null;
  }
  const given = kind === 'edit' ? inputParts(input) : [];
  const lines = [diffLines(diff), ...given.map((part) => (part.kind === 'change' ? part.lines : []))].find(
    ({ length }) => length > 0,
  );
  if (!lines) return null;
  const count = (mark: string) => lines.filter((line) => line.mark === mark).length;
  return { additions: count('+'), deletions: count('-') };
}

export function Changes({ additions, deletions }: { additions: number; deletions: number }) {
  return (
    <span className="flex-none font-mono text-[12px]">
      <span className="sr-only">{`${plural(additions, 'line')} added, ${deletions} removed`}</span>
      <span aria-hidden="true">
        <span className="text-[#b3cf86]">+{additions}</span>{' '}
        <span className="text-[#f2907f]">−{deletions}</span>
      </span>
    </span>
  );
}

interface ToolStepProps extends OpenProps {
  row: LogRow;
  /** The attempt is under way; else a call without an end was broken off. */
  isLive: boolean;
}

export function ToolStep({ row, isLive, isOpen, onToggle, stamp }: ToolStepProps) {
  if (row.event.kind !== 'TOOL') return null;
  const { payload } = row.event;
  const { name, subject, running, failed, status } = toolWords(payload);
  const changes = changesOf(payload);
  return (
    <>
      <StepRow
        name={name}
        isOpen={isOpen}
        onToggle={onToggle}
        running={running && isLive}
        ms={tookMs(row)}
        stamp={stamp}
      >
        {subject !== null && <Mono>{subject}</Mono>}
        {changes && <Changes {...changes} />}
        {running && !isLive && <span className="flex-none">not finished</span>}
        {status !== null && !running && (
          <span className={`flex-none ${failed ? 'text-[#f2907f]' : ''}`}>{status}</span>
        )}
      </StepRow>
      {isOpen && <CallBox payload={payload} />}
    </>
  );
}

interface CallListProps extends OpenProps {
  step: ExploredStep | CallsStep;
  isLive: boolean;
  opened: (seq: number) => boolean;
  onToggleRow: (seq: number) => void;
}

/** Calls that are one step: what they were in words, and one by one when it is open. */
export function CallList({ step, isLive, isOpen, onToggle, stamp, opened, onToggleRow }: CallListProps) {
  const { rows, kind } = step;
  const [first, last] = [rows[0], rows.at(-1)];
  const ms = first && last ? tookMs({ ts: first.ts, until: last.until ?? last.ts }) : null;
  const failed = failedCalls(rows);
  const name = kind === 'explored' ? 'Explored' : plural(rows.length, 'call');
  return (
    <>
      <StepRow name={name} isOpen={isOpen} onToggle={onToggle} ms={ms} stamp={stamp}>
        <span className="truncate">{kind === 'explored' ? exploredWords(rows) : callsWords(rows)}</span>
        {failed > 0 && <span className="flex-none text-[#f2907f]">{failed} failed</span>}
      </StepRow>
      {isOpen && (
        <div className="pl-5">
          {rows.map((row) => (
            <ToolStep
              key={row.seq}
              row={row}
              isLive={isLive}
              // The first call has the number of the whole step; half numbers are free.
              isOpen={opened(row.seq + 0.5)}
              onToggle={() => onToggleRow(row.seq + 0.5)}
              stamp={stamp === null ? null : row.ts}
            />
          ))}
        </div>
      )}
    </>
  );
}

type CommandPayload = Extract<AttemptEvent, { kind: 'COMMAND' }>['payload'];

const payloadOf = (row: LogRow | null): CommandPayload | null =>
  row?.event.kind === 'COMMAND' ? row.event.payload : null;

/** A command that is under way counts up. */
function useTook(step: CommandStep, running: boolean): number | null {
  const ended = payloadOf(step.end)?.duration_ms ?? null;
  const now = useNow(running ? 1000 : null);
  return running ? Math.max(0, now - Date.parse(step.start.ts)) : ended;
}

interface CommandViewProps extends OpenProps {
  step: CommandStep;
  /** The attempt is under way; else a command without an end was broken off. */
  isLive: boolean;
}

export function CommandView({ step, isOpen, onToggle, stamp, isLive }: CommandViewProps) {
  const running = step.end === null && isLive;
  const code = payloadOf(step.end)?.exit_code;
  const took = useTook(step, running);
  const hasLines = step.lines.length > 0;
  return (
    <StepRow
      name={running ? 'Running' : 'Ran'}
      isOpen={hasLines ? isOpen : null}
      onToggle={onToggle}
      running={running}
      ms={took === null ? null : running ? Math.floor(took / 1000) * 1000 : took}
      stamp={stamp}
    >
      <Mono>{payloadOf(step.start)?.cmd}</Mono>
      {step.end && <Exit code={code ?? null} />}
      {hasLines && !isOpen && <span className="flex-none">{plural(step.lines.length, 'line')}</span>}
    </StepRow>
  );
}
