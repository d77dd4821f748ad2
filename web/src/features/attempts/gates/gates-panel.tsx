import { ChevronRight, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { GateMark, gateWord } from '@/components/gate-marks';
import { Pill } from '@/components/pill';
import { Empty } from '@/components/state-notes';
import type { Attempt, Criterion, Gate } from '@/lib/api/types';
import { duration } from '@/lib/format/duration';
import { ActionButton } from '../actions/action-button';
import { possibleActions } from '../actions/possible';
import { useRerunGates } from '../api/rerun-gates';
import { CriteriaEvidence } from './criteria-evidence';
import { GateOutput } from './gate-output';
import { isFailing, remarks, stateWords } from './gate-words';

interface GatesPanelProps {
  attempt: Attempt;
  criteria: readonly Criterion[];
  /** To where a running gate can be watched. */
  onWatch: () => void;
}

export default function GatesPanel({ attempt, criteria, onWatch }: GatesPanelProps) {
  const rerun = useRerunGates(attempt);
  const whyNot = possibleActions(attempt).rerunGates;
  if (attempt.gates.length === 0 && criteria.length === 0) {
    return (
      <Empty title="No gates">
        The project names no install, test or lint command. Add them in its settings, so that every attempt is
        proven.
      </Empty>
    );
  }
  return (
    <div className="thin-scroll h-full overflow-y-auto p-4 sm:p-5">
      <div className="mx-auto flex max-w-4xl flex-col gap-4">
        {attempt.gates.length > 0 && (
          <section aria-label="Gates">
            <div className="mb-2 flex flex-wrap items-center gap-2">
              <h2 className="title mr-auto text-base">Gates</h2>
              <ActionButton
                size="small"
                whyNot={whyNot}
                pending={rerun.isPending}
                onClick={() => rerun.mutate(undefined)}
              >
                <RefreshCw size={13} aria-hidden="true" /> Rerun all
              </ActionButton>
            </div>
            <ul className="flex flex-col gap-2.5">
              {attempt.gates.map((gate) => (
                <li key={gate.gate} className="overflow-hidden rounded-xl border bg-card">
                  <GateItem
                    gate={gate}
                    gates={attempt.gates}
                    onWatch={onWatch}
                    onRerun={whyNot === null && !rerun.isPending ? () => rerun.mutate(gate.gate) : null}
                  />
                </li>
              ))}
            </ul>
          </section>
        )}
        {criteria.length > 0 && <CriteriaEvidence criteria={criteria} />}
        {attempt.merge?.override && (
          <p className="rounded-xl bg-ochre-bg px-3 py-2.5 text-[13px] break-words text-ochre-fg">
            Merged over {attempt.merge.override.items.join(', ')}: “{attempt.merge.override.reason}”
          </p>
        )}
      </div>
    </div>
  );
}

interface GateItemProps {
  gate: Gate;
  gates: readonly Gate[];
  onWatch: () => void;
  onRerun: (() => void) | null;
}

function GateItem({ gate, gates, onWatch, onRerun }: GateItemProps) {
  // A gate that turns red opens by itself; what a person chose stays.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? isFailing(gate);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setChosen(!open)}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-3 text-left -outline-offset-2 hover:bg-hover"
      >
        <ChevronRight size={15} aria-hidden="true" className={`flex-none ${open ? 'rotate-90' : ''}`} />
        <GateMark gate={gate} />
        <span className="font-[650] capitalize">{gate.gate}</span>
        <code className="code min-w-24 flex-1 truncate text-muted">
          <bdi>{gate.command}</bdi>
        </code>
        {remarks(gate).map(({ text, tone }) => (
          <Pill key={text} tone={tone}>
            {text}
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
      {open && <GateBody gate={gate} gates={gates} onWatch={onWatch} onRerun={onRerun} />}
    </>
  );
}

function GateBody({ gate, gates, onWatch, onRerun }: GateItemProps) {
  const words = stateWords(gate, gates);
  const hasRun = !['queued', 'running', 'skipped'].includes(gate.status);
  return (
    <>
      <div className="flex flex-wrap items-start gap-3 border-t px-4 py-2.5 text-[13px] text-muted">
        <div className="min-w-0 flex-1">
          <p className="code break-all text-ink">$ {gate.command}</p>
          {words !== null && <p>{words}</p>}
          {remarks(gate).map(({ text, why }) => (
            <p key={text}>{why}</p>
          ))}
        </div>
        {gate.status === 'running' && (
          <Button size="small" onClick={onWatch}>
            Watch in Logs
          </Button>
        )}
        {onRerun && (
          <Button size="small" onClick={onRerun}>
            <RefreshCw size={13} aria-hidden="true" /> Rerun this gate
          </Button>
        )}
      </div>
      {hasRun && (
        <GateOutput
          // Each run of a gate has an output of its own.
          key={gate.output_ref}
          name={gate.gate}
          outputRef={gate.output_ref}
          fromEnd={isFailing(gate)}
        />
      )}
    </>
  );
}
