import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { CheckField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { Agent } from '@/lib/api/types';
import { announce } from '@/lib/announce';
import { plural } from '@/lib/format/quantity';
import { useStartComparison } from '../api/start-comparison';
import type { RunSeveralProps } from './run-several';

/** Of the server, for one start. */
const MOST = 8;

interface RunSeveralDialogProps extends RunSeveralProps {
  onClose: () => void;
}

function gapOf(count: number): string | null {
  if (count < 2) return 'Choose at least two.';
  return count > MOST ? `Choose at most ${MOST}.` : null;
}

export default function RunSeveralDialog({
  task,
  project,
  agents,
  onStarted,
  onClose,
}: RunSeveralDialogProps) {
  const usual = task.agent_id ?? project.default_agent_id;
  const [chosen, setChosen] = useState<readonly string[]>(usual === null ? [] : [usual]);
  const start = useStartComparison(task.id, (attempts) => {
    announce(`${plural(attempts.length, 'attempt')} started.`);
    onClose();
    onStarted(attempts);
  });
  const picked = agents.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
  const gap = gapOf(picked.length);
  const waiting = picked.length - project.max_concurrent_attempts;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Run with several agents"
      description="Each works on the card by itself, in a workspace of its own. You compare the results and pick one."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (gap === null && !start.isPending) start.mutate(picked);
        }}
      >
        <DialogBody>
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-2 text-[12.5px] font-semibold text-muted">Agent profiles</legend>
            {agents.map((agent) => (
              <CheckField
                key={agent.id}
                label={<AgentLabel agent={agent} />}
                checked={chosen.includes(agent.id)}
                onChange={({ target: { checked } }) =>
                  setChosen(checked ? [...chosen, agent.id] : chosen.filter((id) => id !== agent.id))
                }
              />
            ))}
          </fieldset>
          {waiting > 0 && (
            <p className="text-xs text-subtle">
              {project.max_concurrent_attempts} at a time run in this project; {waiting} of them{' '}
              {waiting === 1 ? 'waits' : 'wait'} in the queue.
            </p>
          )}
          <ProblemNote error={start.error} />
        </DialogBody>
        <DialogFooter>
          {gap !== null && <p className="mr-auto text-[12.5px] text-muted">{gap}</p>}
          <Button onClick={onClose}>Back</Button>
          <Button type="submit" look="primary" disabled={gap !== null || start.isPending}>
            {start.isPending ? 'Starting…' : `Run ${plural(picked.length, 'agent')}`}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function AgentLabel({ agent }: { agent: Agent }) {
  return (
    <span className="flex min-w-0 flex-wrap gap-x-2">
      <bdi className="font-[550] break-all">{agent.name}</bdi>
      <span className="text-subtle">{[agent.adapter, agent.model].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
