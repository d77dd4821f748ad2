import type { AttemptEvent } from '@contracts/attempt-event';
import { ChevronRight } from 'lucide-react';
import { memo, useState, type ReactNode } from 'react';
import { AnsiLine } from '@/components/ansi-line';
import { duration } from '@/lib/format/duration';

interface LogRowProps {
  seq: number;
  event: AttemptEvent;
}

const LEVEL_INK = { DEBUG: 'opacity-70', INFO: '', WARN: 'text-[#eec36a]', ERROR: 'text-[#f2907f]' };
const STEP = 'flex min-h-6 w-full min-w-0 items-center gap-2 px-4 font-sans text-[12.5px] text-[#cbb9a2]';

function Exit({ code }: { code: number | null }) {
  const good = code === 0;
  return (
    <span
      className={`rounded-full px-2 text-[11.5px] font-semibold ${good ? 'bg-[#2d3b1c] text-[#b8d290]' : 'bg-[#4c231b] text-[#f5a294]'}`}
    >
      {code === null ? 'no exit code' : `exit ${code}`}
    </span>
  );
}

function Step({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <div className={STEP}>
      <span aria-hidden="true" className="size-[5px] flex-none rounded-full bg-[#a08f7c]" />
      <strong className="flex-none font-semibold text-[#f0e4d3]">{name}</strong>
      {children}
    </div>
  );
}

const printed = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2);

function Tool({ payload }: { payload: Extract<AttemptEvent, { kind: 'TOOL' }>['payload'] }) {
  const [open, setOpen] = useState(false);
  const body = [payload.input, payload.output]
    .filter((part) => part !== undefined && part !== null)
    .map(printed);
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={`${STEP} text-left -outline-offset-2 hover:bg-[#2e251e]`}
      >
        <ChevronRight size={14} aria-hidden="true" className={`-ml-1 flex-none ${open ? 'rotate-90' : ''}`} />
        <strong className="font-semibold text-[#f0e4d3]">{payload.name}</strong>
        <span>{payload.status}</span>
      </button>
      {open && (
        <div className="mx-4 my-1 ml-10 rounded-lg border border-[#3d3128] bg-[#1a1410] p-2">
          {body.map((text, index) => (
            <div key={index} className="log-line break-words whitespace-pre-wrap">
              <AnsiLine text={text} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function Patch({ files }: { files: readonly { path: string; additions: number; deletions: number }[] }) {
  const sum = (pick: 'additions' | 'deletions') => files.reduce((total, file) => total + file[pick], 0);
  return (
    <Step name="Changed">
      <span className="truncate font-mono text-[12px]">{files.map(({ path }) => path).join(', ')}</span>
      <span className="font-mono text-[12px] text-[#b3cf86]">+{sum('additions')}</span>
      <span className="font-mono text-[12px] text-[#f2907f]">−{sum('deletions')}</span>
    </Step>
  );
}

type Payload<K extends AttemptEvent['kind']> = Extract<AttemptEvent, { kind: K }>['payload'];

function Line({ seq, payload }: { seq: number; payload: Payload<'LOG'> }) {
  return (
    <div className={`log-line relative h-5 pr-4 pl-16 whitespace-pre ${LEVEL_INK[payload.level]}`}>
      <span aria-hidden="true" className="absolute left-0 w-12 text-right text-[#a08f7c] select-none">
        {seq}
      </span>
      <AnsiLine text={payload.message} />
    </div>
  );
}

function Command({ payload }: { payload: Payload<'COMMAND'> }) {
  return (
    <Step name={payload.exit_code === undefined ? 'Running' : 'Ran'}>
      <code className="truncate font-mono text-[12px]">{payload.cmd}</code>
      {payload.exit_code !== undefined && <Exit code={payload.exit_code} />}
      {payload.duration_ms !== undefined && <Took ms={payload.duration_ms} />}
    </Step>
  );
}

function GateResult({ payload }: { payload: Payload<'GATE_RESULT'> }) {
  return (
    <Step name={`Gate ${payload.gate}`}>
      <Exit code={payload.exit_code} />
      {payload.newly_failing && <span className="text-[#f2907f]">newly failing</span>}
      <Took ms={payload.duration_ms} />
    </Step>
  );
}

function Failure({ payload }: { payload: Payload<'ERROR'> }) {
  return (
    <div className="px-4 py-1 font-sans text-[13px] break-words whitespace-pre-wrap text-[#f2907f]">
      {payload.message}
      {payload.detail !== null && <div className="log-line">{payload.detail}</div>}
    </div>
  );
}

const Took = ({ ms }: { ms: number }) => (
  <span className="ml-auto flex-none tabular-nums">{duration(ms)}</span>
);

export const LogRowView = memo(function LogRowView({ seq, event }: LogRowProps): ReactNode {
  switch (event.kind) {
    case 'LOG':
      return <Line seq={seq} payload={event.payload} />;
    case 'MESSAGE':
      return (
        <p className="max-w-[860px] py-2 pr-4 pl-10 font-sans text-[13.5px] leading-[1.55] break-words whitespace-pre-wrap text-[#f0e4d3]">
          {event.payload.text}
        </p>
      );
    case 'COMMAND':
      return <Command payload={event.payload} />;
    case 'TOOL':
      return <Tool payload={event.payload} />;
    case 'PATCH':
      return <Patch files={event.payload.files} />;
    case 'GATE_RESULT':
      return <GateResult payload={event.payload} />;
    case 'PROGRESS':
      return <Step name={event.payload.message} />;
    case 'STATUS':
      return (
        <Step name={event.payload.to.toLowerCase().replaceAll('_', ' ')}>
          <span className="truncate">{event.payload.reason}</span>
        </Step>
      );
    case 'REQUEST':
      return <Step name="The agent waits for an answer" />;
    case 'ERROR':
      return <Failure payload={event.payload} />;
    case 'USAGE':
    case 'ARTIFACT':
      return null;
  }
});
