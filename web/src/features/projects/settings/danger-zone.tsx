import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import { asProblem } from '@/lib/api/problem';
import type { Project } from '@/lib/api/types';
import { useDeleteProject } from '../api/delete-project';

export function DangerZone({ project }: { project: Project }) {
  const [asking, setAsking] = useState(false);
  return (
    <section className="rounded-2xl border border-brick-dot/50 p-4">
      <h2 className="title text-base text-brick-fg">Danger zone</h2>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-60 text-[13.5px] text-muted">
          Deletes the project, its tasks and its attempts with their logs, diffs and workspaces. The
          repository itself is not touched: what was merged stays merged.
        </p>
        <Button look="danger" onClick={() => setAsking(true)}>
          Delete project
        </Button>
      </div>
      {asking && <DeleteDialog project={project} onClose={() => setAsking(false)} />}
    </section>
  );
}

function DeleteDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const remove = useDeleteProject(project.id);
  const inUse = remove.error !== null && asProblem(remove.error).code === 'project.in_use';
  return (
    <Dialog open onClose={onClose} title={`Delete ${project.name}?`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === project.name) remove.mutate(inUse);
        }}
      >
        <DialogBody>
          {inUse ? (
            <p role="alert" className="rounded-lg bg-brick-bg px-3 py-2.5 text-[13px] text-brick-fg">
              <b className="font-semibold">{asProblem(remove.error).detail}</b> Going on stops the agents now;
              what they have not handed over is lost.
            </p>
          ) : (
            <ProblemNote error={remove.error} />
          )}
          <TextField
            label={`Type ${project.name} to go on`}
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" look="danger" disabled={typed !== project.name || remove.isPending}>
            {inUse ? 'Cancel its runs and delete' : 'Delete project'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
