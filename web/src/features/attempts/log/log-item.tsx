import type { AttemptEvent } from '@contracts/attempt-event';
import type { ReactNode } from 'react';
import { Markdown } from '@/components/markdown';
import { duration } from '@/lib/format/duration';
import type { LogItem } from './growing-list';
import type { LogRow } from './log-buffer';
import { LogLine, type LineLook } from './log-line';
import type { LogView } from './log-preferences';
import { plainText } from './plain-text';
import { RequestNote } from './request-note';
import { Exit, Mono, PlainRow, StepRow } from './step-row';
import { CallList, Changes, CommandView, ToolStep } from './steps';

interface LogItemProps extends LineLook {
  item: LogItem;
  view: LogView;
  agentName: string;
  isLive: boolean;
  toggled: ReadonlyMap<number, boolean>;
  /** The match that is looked at may stand in what is closed: it opens. */
  foundSeq: number | null;
  onToggle: (seq: number, open: boolean) => void;
}

/** Not memoised but for its lines: steps change in place. */
export function LogItemView(props: LogItemProps): ReactNode {
  const { item, toggled, foundSeq, onToggle, timestamps, isLive } = props;
  const isOpen = (seq: number) => toggled.get(seq) ?? Math.floor(seq) === foundSeq;
  const flip = (seq: number) => onToggle(seq, !isOpen(seq));
  const { seq } = item;
  switch (item.kind) {
    case 'command':
      return (
        <CommandView
          step={item}
          isLive={isLive}
          isOpen={item.isOpen}
          onToggle={() => onToggle(seq, !item.isOpen)}
          stamp={timestamps ? item.start.ts : null}
        />
      );
    case 'explored':
    case 'calls': {
      // Whoever opens many calls has not opened the first of them.
      const place = item.kind === 'calls' ? seq + 0.25 : seq;
      return (
        <CallList
          step={item}
          isLive={isLive}
          isOpen={isOpen(place)}
          onToggle={() => flip(place)}
          opened={isOpen}
          onToggleRow={flip}
          stamp={timestamps ? (item.rows[0]?.ts ?? null) : null}
        />
      );
    }
    case 'row':
      return <Row {...props} row={item} isOpen={isOpen(seq)} onFlip={() => flip(seq)} />;
  }
}

interface RowProps extends LogItemProps {
  row: LogRow;
  isOpen: boolean;
  onFlip: () => void;
}

function Row({ row, view, agentName, isLive, isOpen, onFlip, timestamps, wrap }: RowProps): ReactNode {
  const { event, seq, ts } = row;
  const stamp = timestamps ? ts : null;
  if (event.kind === 'LOG') {
    return <LogLine seq={seq} ts={ts} payload={event.payload} timestamps={timestamps} wrap={wrap} />;
  }
  if (view === 'raw') return <PlainRow seq={seq} ts={stamp} text={plainText(event)} />;
  if (event.kind === 'TOOL')
    return <ToolStep row={row} isLive={isLive} isOpen={isOpen} onToggle={onFlip} stamp={stamp} />;
  return <Told event={event} stamp={stamp} agentName={agentName} isLive={isLive} />;
}

const words = (name: string): string => name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');

interface ToldProps {
  event: AttemptEvent;
  stamp: string | null;
  agentName: string;
  isLive: boolean;
}

function Told({ event, stamp, agentName, isLive }: ToldProps): ReactNode {
  switch (event.kind) {
    case 'MESSAGE':
      return <Message payload={event.payload} agentName={agentName} />;
    case 'COMMAND':
      return (
        <StepRow name="Ran" ms={event.payload.duration_ms ?? null} stamp={stamp}>
          <Mono>{event.payload.cmd}</Mono>
          {event.payload.exit_code !== undefined && <Exit code={event.payload.exit_code} />}
        </StepRow>
      );
    case 'PATCH':
      return <Patch files={event.payload.files} stamp={stamp} />;
    case 'GATE_RESULT':
      return <GateResult payload={event.payload} stamp={stamp} />;
    case 'PROGRESS':
      return <StepRow name={event.payload.message} stamp={stamp} />;
    case 'STATUS':
      return (
        <StepRow name={words(event.payload.to)} stamp={stamp}>
          <span className="truncate">{event.payload.reason?.replaceAll('_', ' ')}</span>
        </StepRow>
      );
    case 'REQUEST':
      return <RequestNote payload={event.payload} agentName={agentName} isLive={isLive} />;
    case 'ERROR':
      return (
        <div className="px-4 py-1 font-sans text-[13px] break-words whitespace-pre-wrap text-[#f2907f]">
          {event.payload.message}
          {event.payload.detail !== null && <div className="log-line">{event.payload.detail}</div>}
        </div>
      );
    case 'LOG':
    case 'TOOL':
    case 'USAGE':
    case 'ARTIFACT':
      return null;
  }
}

type Payload<K extends AttemptEvent['kind']> = Extract<AttemptEvent, { kind: K }>['payload'];

function Message({ payload: { role, text }, agentName }: { payload: Payload<'MESSAGE'>; agentName: string }) {
  return (
    <div
      data-theme="dark"
      className="max-w-[860px] py-2 pr-4 pl-10 font-sans text-[13.5px] leading-[1.55] break-words text-[#f0e4d3] max-sm:pl-4"
    >
      <strong className="font-semibold">
        <bdi>{role === 'assistant' ? agentName : role}</bdi>
      </strong>
      <Markdown text={text} />
    </div>
  );
}

function Patch({ files, stamp }: { files: Payload<'PATCH'>['files']; stamp: string | null }) {
  if (files.length === 0) return <StepRow name="No file was changed" stamp={stamp} />;
  const sum = (pick: 'additions' | 'deletions') => files.reduce((total, file) => total + file[pick], 0);
  return (
    <StepRow name="Changed" stamp={stamp}>
      <Mono>{files.map(({ path }) => path).join(', ')}</Mono>
      <Changes additions={sum('additions')} deletions={sum('deletions')} />
    </StepRow>
  );
}

function GateResult({ payload, stamp }: { payload: Payload<'GATE_RESULT'>; stamp: string | null }) {
  const passed = payload.exit_code === 0;
  return (
    <StepRow name={`Gate ${payload.gate} ${passed ? 'passed' : 'failed'}`} stamp={stamp}>
      {!passed && <Exit code={payload.exit_code} />}
      {payload.newly_failing && <span className="flex-none text-[#f2907f]">newly failing</span>}
      <span className="ml-auto flex-none tabular-nums">{duration(payload.duration_ms)}</span>
    </StepRow>
  );
}
