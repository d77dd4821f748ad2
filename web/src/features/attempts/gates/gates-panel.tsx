import { useQuery } from '@tanstack/react-query';
import { ChevronRight, Download } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { AnsiLine } from '@/components/ansi-line';
import { GateMark, gateWord } from '@/components/gate-marks';
import { Pill } from '@/components/pill';
import { Empty } from '@/components/state-notes';
import { asProblem } from '@/lib/api/problem';
import type { Attempt, Gate } from '@/lib/api/types';
import { duration } from '@/lib/format/duration';
import { urls } from '@/lib/paths';
import { gateOutputQuery } from '../api/get-gate-output';

export function GatesPanel({ attempt }: { attempt: Attempt }) {
  if (attempt.gates.length === 0) {
    return (
      <Empty title="No gates">
        The project names no install, test or lint command. Add them in its settings, so that every attempt is
        proven.
      </Empty>
    );
  }
  return (
    <div className="thin-scroll h-full overflow-y-auto p-4 sm:p-5">
      <ul className="mx-auto flex max-w-4xl flex-col gap-2.5">
        {attempt.gates.map((gate) => (
          <li key={gate.gate} className="overflow-hidden rounded-xl border bg-card">
            <GateItem gate={gate} />
          </li>
        ))}
      </ul>
      {attempt.merge?.override && (
        <p className="mx-auto mt-4 max-w-4xl rounded-xl bg-ochre-bg px-3 py-2.5 text-[13px] text-ochre-fg">
          Merged over {attempt.merge.override.items.join(', ')}: “{attempt.merge.override.reason}”
        </p>
      )}
    </div>
  );
}

const isFailing = (gate: Gate): boolean => ['failed', 'timed_out', 'error'].includes(gate.status);

function remarks(gate: Gate): string[] {
  const failing = isFailing(gate);
  return [
    failing && gate.baseline === 'failed' ? 'failed before this attempt too' : '',
    failing && gate.baseline === 'passed' ? 'newly failing' : '',
    gate.stale ? 'stale: the tree has changed since' : '',
    gate.mutated_tree ? 'changed files while it ran' : '',
  ].filter(Boolean);
}

function GateItem({ gate }: { gate: Gate }) {
  const [open, setOpen] = useState(isFailing(gate));
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-3 text-left -outline-offset-2 hover:bg-hover"
      >
        <ChevronRight size={15} aria-hidden="true" className={`flex-none ${open ? 'rotate-90' : ''}`} />
        <GateMark gate={gate} />
        <span className="font-[650] capitalize">{gate.gate}</span>
        <code className="code min-w-0 flex-1 truncate text-muted">{gate.command}</code>
        {remarks(gate).map((remark) => (
          <Pill key={remark} tone="ochre">
            {remark}
          </Pill>
        ))}
        <span className="text-[12.5px] text-muted">
          {gateWord(gate)}
          {gate.exit_code !== null && ` · exit ${gate.exit_code}`}
        </span>
        <span className="text-[12.5px] text-subtle tabular-nums">
          {gate.duration_ms !== null && duration(gate.duration_ms)}
        </span>
      </button>
      {open && <GateOutput outputRef={gate.output_ref} fromEnd={isFailing(gate)} />}
    </>
  );
}

interface GateOutputProps {
  outputRef: string | null;
  /** Failures stand at the end. */
  fromEnd: boolean;
}

function GateOutput({ outputRef, fromEnd }: GateOutputProps) {
  const region = useRef<HTMLDivElement>(null);
  const output = useQuery({ ...gateOutputQuery(outputRef ?? ''), enabled: outputRef !== null });
  const text = output.data?.text;
  useLayoutEffect(() => {
    if (fromEnd && text !== undefined) region.current?.scrollTo({ top: region.current.scrollHeight });
  }, [fromEnd, text]);
  if (outputRef === null || text?.trim() === '')
    return <p className="border-t px-4 py-3 text-[13px] text-subtle">No output.</p>;
  return (
    <div className="border-t">
      <div
        ref={region}
        tabIndex={0}
        role="region"
        aria-label="Output"
        className="max-h-[60vh] overflow-auto bg-log py-2 text-log-ink -outline-offset-2"
      >
        {output.isPending && <p className="log-line px-4">Loading…</p>}
        {output.error && !output.data && <p className="log-line px-4">{asProblem(output.error).detail}</p>}
        {output.data?.cut === true && (
          <p className="log-line px-4 opacity-75">… only the end is shown here</p>
        )}
        {text?.split('\n').map((line, index) => (
          <div key={index} className="log-line min-h-5 px-4 whitespace-pre">
            <AnsiLine text={line} />
          </div>
        ))}
      </div>
      <a
        href={urls.artifact(outputRef)}
        download
        className="inline-flex items-center gap-1.5 px-4 py-2 text-[12.5px] font-medium text-accent-text hover:underline"
      >
        <Download size={13} aria-hidden="true" /> Whole output
      </a>
    </div>
  );
}
