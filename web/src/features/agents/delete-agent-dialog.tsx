import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { ProblemNote } from '@/components/problem-note';
import { Problem } from '@/lib/api/problem';
import type { Agent } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { notify } from '@/lib/notify';
import { useDeleteAgent } from './api/delete-agent';

/** Asked first without force: the server knows best what uses the profile, over all projects. */
export function DeleteAgentDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const remove = useDeleteAgent(agent.id);
  const inUse = remove.error instanceof Problem && remove.error.code === 'agent.in_use' ? remove.error : null;
  const submit = () =>
    remove.mutate(inUse !== null, {
      onSuccess: () => {
        notify(`${agent.name} was deleted`);
        onClose();
      },
    });
  return (
    <Dialog open onClose={onClose} title={`Delete ${agent.name}?`}>
      <DialogBody>
        {inUse ? (
          <Uses problem={inUse} />
        ) : (
          <p className="text-[13.5px]">
            What it did stays: attempts keep the profile as it was when they began. This cannot be undone.
          </p>
        )}
        {!inUse && <ProblemNote error={remove.error} />}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" disabled={remove.isPending} onClick={submit}>
          {inUse ? 'Delete all the same' : 'Delete profile'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

const countOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

function Uses({ problem }: { problem: Problem }) {
  const { tasks, projects, attempts, used_by } = problem.extra;
  const named = Array.isArray(used_by) ? used_by.filter((one) => typeof one === 'string') : [];
  const more = countOf(tasks) - named.length;
  return (
    <div role="alert" className="flex flex-col gap-2 text-[13.5px]">
      {countOf(tasks) > 0 && (
        <>
          <p>{plural(countOf(tasks), 'task')} would be left without an agent:</p>
          <ul className="thin-scroll max-h-40 overflow-y-auto rounded-lg border bg-sunken px-3 py-2">
            {named.map((name) => (
              <li key={name} className="truncate">
                <bdi>{name}</bdi>
              </li>
            ))}
            {more > 0 && <li className="text-subtle">and {more} more</li>}
          </ul>
        </>
      )}
      {countOf(projects) > 0 && (
        <p>{plural(countOf(projects), 'project')} would be left without a default agent.</p>
      )}
      {countOf(attempts) > 0 && (
        <p>
          {plural(countOf(attempts), 'attempt')} of it {countOf(attempts) === 1 ? 'is' : 'are'} under way and
          would go on to the end.
        </p>
      )}
    </div>
  );
}
