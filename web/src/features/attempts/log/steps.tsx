import type { AttemptEvent } from '@contracts/attempt-event';
import { useNow } from '@/lib/use-now';
import { AnsiLine } from '@/components/ansi-line';
import { plural } from '@/lib/format/quantity';
import type { CommandStep, ExploredStep } from './growing-list';
import type { LogRow } from './log-buffer';
import { toolTexts } from './plain-text';
import { Exit, Mono, StepRow } from './step-row';
import { exploredWords, tookMs, toolWords } from './tool-words';

interface OpenProps {
  isOpen: boolean;
  onToggle: () => void;
  stamp: string | null;
}

function RawBox({ texts }: { texts: readonly string[] }) {
  return (
    <div className="mx-4 my-1 ml-10 max-h-[420px] overflow-auto rounded-lg border border-[#3d3128] bg-[#1a1410] p-2 max-sm:ml-4">
      {texts.length === 0 && <p className="log-line opacity-75">Nothing more is known of this call.</p>}
      {texts.map((text, index) => (
        <div key={index} className="log-line break-words whitespace-pre-wrap">
          <AnsiLine text={text} />
        </div>
      ))}
    </div>
  );
}

function changesOf(diff: unknown): { additions: number; deletions: number } | null {
  if (typeof diff !== 'object' || diff === null) return null;
  const { additions, deletions } = diff as { additions?: unknown; deletions?: unknown };
  return typeof additions === 'number' && typeof deletions === 'number' ? { additions, deletions } : null;
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

export function ToolStep({ row, isOpen, onToggle, stamp }: OpenProps & { row: LogRow }) {
  if (row.event.kind !== 'TOOL') return null;
  const { payload } = row.event;
  const { name, subject, running, failed, status } = toolWords(payload);
  const changes = changesOf(payload.diff);
  const diff = typeof payload.diff === 'string' ? [payload.diff] : [];
  return (
    <>
      <StepRow
        name={name}
        isOpen={isOpen}
        onToggle={onToggle}
        running={running}
        ms={tookMs(row)}
        stamp={stamp}
      >
        {subject !== null && <Mono>{subject}</Mono>}
        {changes && <Changes {...changes} />}
        {status !== null && !running && (
          <span className={`flex-none ${failed ? 'text-[#f2907f]' : ''}`}>{status}</span>
        )}
      </StepRow>
      {isOpen && <RawBox texts={[...toolTexts(payload), ...diff]} />}
    </>
  );
}

export function Explored({ step, isOpen, onToggle, stamp, opened, onToggleRow }: ExploredProps) {
  const [first, last] = [step.rows[0], step.rows.at(-1)];
  const ms = first && last ? tookMs({ ts: first.ts, until: last.until ?? last.ts }) : null;
  return (
    <>
      <StepRow name="Explored" isOpen={isOpen} onToggle={onToggle} ms={ms} stamp={stamp}>
        <span className="truncate">{exploredWords(step.rows)}</span>
      </StepRow>
      {isOpen && (
        <div className="pl-5">
          {step.rows.map((row) => (
            <ToolStep
              key={row.seq}
              row={row}
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

interface ExploredProps extends OpenProps {
  step: ExploredStep;
  opened: (seq: number) => boolean;
  onToggleRow: (seq: number) => void;
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
