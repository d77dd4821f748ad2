import type { ReactNode } from 'react';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { DiffSize } from '@/components/diff-size';
import { GateMarks } from '@/components/gate-marks';
import { Pill } from '@/components/pill';
import type { ProjectAttempt } from '@/lib/api/types';
import { activityOf, isActive } from '@/lib/attempt-activity';
import { age, clock, duration } from '@/lib/format/duration';
import { money } from '@/lib/format/quantity';
import { useNow } from '@/lib/use-now';
import { workedMs } from '@/lib/worked-ms';
import { useCancelRun } from './api/cancel-run';

/** The link to an attempt's page; routes belong to the app. */
export type RenderRunLink = (run: ProjectAttempt, className: string, children: ReactNode) => ReactNode;

interface RunRowProps {
  run: ProjectAttempt;
  /** The profile's name by now, which may not be the one that the run began with. */
  agentName: string;
  /** The last thing that its agent said, while it is under way. */
  activity: string | null;
  renderLink: RenderRunLink;
}

function Elapsed({ since }: { since: string }) {
  const now = useNow(1000);
  return (
    <span className="tabular-nums">
      <span className="sr-only">for </span>
      {clock(now - Date.parse(since))}
    </span>
  );
}

function Ago({ at }: { at: string }) {
  const now = useNow(60_000);
  const text = age(at, now);
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {text === 'now' ? 'just now' : `${text} ago`}
    </time>
  );
}

function Cancel({ run }: { run: ProjectAttempt }) {
  const cancel = useCancelRun(run);
  const asked = run.cancel_requested_at !== null;
  return (
    <Button
      size="small"
      className="mr-2.5 flex-none"
      aria-label={`Cancel attempt ${run.number} of ${run.task.key}`}
      disabled={asked}
      onClick={() => cancel.mutate()}
    >
      Cancel
    </Button>
  );
}

function TimeAndCost({ run }: { run: ProjectAttempt }) {
  if (run.started_at === null) return null;
  const cost = run.usage?.cost_usd ?? null;
  const worked = workedMs(run);
  return (
    <>
      {isActive(run) && <Elapsed since={run.started_at} />}
      {!isActive(run) && worked !== null && <span>{duration(worked)}</span>}
      <span>{cost === null ? 'cost unknown' : money(cost)}</span>
    </>
  );
}

export function RunRow({ run, agentName, activity, renderLink }: RunRowProps) {
  const line = activityOf({ ...run, activity });
  const live = isActive(run);
  // What runs has its clock.
  const at = run.status === 'QUEUED' ? run.queued_at : run.finished_at;
  return (
    <li className="flex items-center rounded-[10px] border bg-card has-[a:hover]:bg-hover">
      {renderLink(
        run,
        'flex min-w-0 flex-1 flex-col gap-1 rounded-[10px] px-3 py-2.5 -outline-offset-2',
        <>
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="code text-subtle">{run.task.key}</span>
            <strong className="min-w-0 truncate text-[13.5px] font-semibold max-sm:basis-full">
              <bdi>{run.task.title}</bdi>
            </strong>
            <span className="ml-auto min-w-0 max-w-full max-sm:ml-0">
              <Pill tone={line.tone} pulse={line.running}>
                <span className="truncate">
                  <bdi>{line.text}</bdi>
                </span>
              </Pill>
            </span>
          </span>
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-subtle">
            <span className="inline-flex min-w-0 items-center gap-1.5">
              <Avatar seed={run.agent_id ?? agentName} name={agentName} size="small" />
              <span className="truncate">
                <bdi>{agentName}</bdi>
              </span>
            </span>
            <span>Attempt {run.number}</span>
            <TimeAndCost run={run} />
            {run.diff && <DiffSize {...run.diff} />}
            <GateMarks gates={run.gates} />
            {at !== null && (
              <span className="ml-auto">
                <Ago at={at} />
              </span>
            )}
          </span>
        </>,
      )}
      {live && <Cancel run={run} />}
    </li>
  );
}
