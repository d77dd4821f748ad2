import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '@/components/avatar';
import { DiffSize } from '@/components/diff-size';
import { GateMarks, gateWord } from '@/components/gate-marks';
import { Markdown } from '@/components/markdown';
import { Pill } from '@/components/pill';
import type { ComparedAttempt } from '@/lib/api/types';
import { activityOf } from '@/lib/attempt-activity';
import { clock, duration } from '@/lib/format/duration';
import { money, plural, tokens } from '@/lib/format/quantity';
import { ActionButton } from '../actions/action-button';
import { ComparedFiles } from './compared-files';
import { standingOf, whyNotPick } from './standing';

/** The rows of every column stand beside each other; as many as there are `Row`s, with head and foot. */
export const ROWS = 8;

interface ComparedColumnProps {
  attempt: ComparedAttempt;
  all: readonly ComparedAttempt[];
  now: number;
  renderLink: (tab: 'diff' | 'logs', className: string, children: ReactNode) => ReactNode;
  onPick: () => void;
}

const FRAMES = {
  picked: 'border-moss-dot shadow-[0_0_0_1px_var(--moss-dot)]',
  lost: 'border-line',
  open: 'border-line',
};

const LINK = 'rounded-md text-[13px] font-medium text-accent-text hover:underline';

export function ComparedColumn({ attempt, all, now, renderLink, onPick }: ComparedColumnProps) {
  const standing = standingOf(attempt, all);
  const whyNot = whyNotPick(attempt, all);
  return (
    <article
      aria-label={`Attempt ${attempt.number}, ${attempt.agent_name}`}
      style={{ gridRow: `span ${ROWS}` }}
      className={`grid min-w-0 grid-rows-subgrid gap-y-0 rounded-xl border bg-card text-[13px] max-md:m-3 max-md:block max-md:w-[calc(100%-24px)] max-md:flex-none max-md:snap-center ${FRAMES[standing]}`}
    >
      <Head attempt={attempt} picked={standing === 'picked'} />
      <Row name="Gates">
        <Gates attempt={attempt} />
      </Row>
      <Row name="Change">
        <Change attempt={attempt} />
      </Row>
      <Row name="Time">{timeOf(attempt, now)}</Row>
      <Row name="Cost">{costOf(attempt)}</Row>
      <Row name="Files">
        <ComparedFiles attempt={attempt} />
      </Row>
      <Row name="Summary">
        <Summary attempt={attempt} />
      </Row>
      <footer className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t px-3.5 py-3">
        {attempt.head_sha !== null && renderLink('diff', LINK, 'Diff')}
        {renderLink('logs', LINK, 'Logs')}
        <span className="ml-auto">
          <ActionButton look={whyNot === null ? 'approve' : 'plain'} whyNot={whyNot} onClick={onPick}>
            <Check size={14} aria-hidden="true" /> Pick this one
          </ActionButton>
        </span>
      </footer>
    </article>
  );
}

function Head({ attempt, picked }: { attempt: ComparedAttempt; picked: boolean }) {
  const activity = activityOf(attempt);
  return (
    <header className="flex min-w-0 flex-col gap-2 px-3.5 pt-3 pb-2.5">
      <div className="flex min-w-0 items-center gap-2">
        <Avatar seed={attempt.agent_id ?? attempt.agent_name} name={attempt.agent_name} />
        <h2 className="min-w-0 truncate text-[14.5px] font-[650]">
          <bdi>{attempt.agent_name}</bdi>
        </h2>
        <span className="ml-auto flex-none text-xs text-subtle">Attempt {attempt.number}</span>
      </div>
      <div className="flex min-w-0 flex-wrap gap-1.5">
        {picked && <Pill tone="moss">Picked</Pill>}
        <Pill tone={activity.tone} pulse={activity.running}>
          <span className="line-clamp-2 break-words">{activity.text}</span>
        </Pill>
      </div>
    </header>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 border-t px-3.5 py-2.5">
      <h3 className="mb-1 text-xs font-[650] text-muted">{name}</h3>
      {children}
    </div>
  );
}

function Gates({ attempt }: { attempt: ComparedAttempt }) {
  if (attempt.gates.length === 0) return <p className="text-subtle">None have run</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <GateMarks gates={attempt.gates} />
      <span className="text-muted">
        {attempt.gates.map((gate) => `${gate.gate} ${gateWord(gate)}`).join(', ')}
      </span>
    </p>
  );
}

function Change({ attempt: { diff, head_sha } }: { attempt: ComparedAttempt }) {
  if (diff === null || head_sha === null) return <p className="text-subtle">No result yet</p>;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <DiffSize additions={diff.additions} deletions={diff.deletions} />
      <span className="text-muted">in {plural(diff.files, 'file')}</span>
    </p>
  );
}

function timeOf(attempt: ComparedAttempt, now: number): ReactNode {
  if (attempt.started_at === null) return <span className="text-subtle">Not started</span>;
  const length =
    attempt.duration_ms === null
      ? clock(now - Date.parse(attempt.started_at))
      : duration(attempt.duration_ms);
  return <span className="tabular-nums">{length}</span>;
}

function costOf({ usage }: ComparedAttempt): ReactNode {
  const used = (usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0);
  const cost = usage?.cost_usd ?? null;
  const facts = [cost === null ? null : money(cost), used > 0 ? tokens(used) : null].filter(Boolean);
  return facts.length > 0 ? facts.join(' · ') : <span className="text-subtle">The agent does not say</span>;
}

function Summary({ attempt: { number, summary, failure } }: { attempt: ComparedAttempt }) {
  if (failure) return <p className="break-words text-brick-fg">{failure.message}</p>;
  if (summary === null || summary === '') return <p className="text-subtle">There is none yet</p>;
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={`Summary of attempt ${number}`}
      className="thin-scroll max-h-64 overflow-y-auto rounded-md -outline-offset-2"
    >
      <Markdown text={summary} />
    </div>
  );
}
