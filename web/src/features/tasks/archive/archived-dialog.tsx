import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody } from '@/components/dialog';
import { TextField } from '@/components/field';
import { LabelTag } from '@/components/label-tag';
import { ProblemNote } from '@/components/problem-note';
import { Failed, Loading } from '@/components/state-notes';
import type { Project, Task } from '@/lib/api/types';
import { columnName } from '@/lib/columns';
import { useDebounced } from '@/lib/use-debounced';
import { archivedTasksQuery } from '../api/get-archived-tasks';
import { useUnarchiveTask } from '../api/unarchive-task';

interface ArchivedDialogProps {
  project: Project;
  onClose: () => void;
}

/** What was taken off the board, to be looked for and brought back. */
export default function ArchivedDialog({ project, onClose }: ArchivedDialogProps) {
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 200);
  return (
    <Dialog open onClose={onClose} title="Archived cards" width="wide">
      <DialogBody>
        <TextField
          autoFocus
          type="search"
          label="Search the archive"
          placeholder="Title, description or key"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <ArchivedList project={project} q={q} />
      </DialogBody>
    </Dialog>
  );
}

function ArchivedList({ project, q }: { project: Project; q: string }) {
  const archived = useInfiniteQuery(archivedTasksQuery(project.id, q));
  if (!archived.data)
    return archived.error ? (
      <Failed what="the archive" error={archived.error} onRetry={() => void archived.refetch()} />
    ) : (
      <Loading what="the archive" />
    );
  const tasks = archived.data.pages.flatMap(({ items }) => items);
  if (tasks.length === 0)
    return (
      <p className="py-6 text-center text-[13.5px] text-subtle">
        {q === '' ? 'The archive is empty.' : 'Nothing in the archive matches.'}
      </p>
    );
  return (
    <>
      <ul className="flex flex-col divide-y rounded-lg border">
        {tasks.map((task) => (
          <ArchivedItem key={task.id} project={project} task={task} />
        ))}
      </ul>
      {archived.isFetchNextPageError && <ProblemNote error={archived.error} />}
      {archived.hasNextPage && (
        <Button disabled={archived.isFetchingNextPage} onClick={() => void archived.fetchNextPage()}>
          {archived.isFetchingNextPage ? 'Loading…' : 'Show more'}
        </Button>
      )}
    </>
  );
}

function ArchivedItem({ project, task }: { project: Project; task: Task }) {
  const restore = useUnarchiveTask();
  const at = task.archived_at === null ? '' : new Date(task.archived_at).toLocaleDateString();
  return (
    <li className="flex items-center gap-3 px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="text-[13.5px] font-semibold break-words">
          <bdi>{task.title}</bdi>
        </p>
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-xs text-subtle">
          <span className="code">{task.key}</span>
          <span>{columnName(task.status, project.workflow)}</span>
          <span>archived {at}</span>
          {task.labels.slice(0, 2).map((label) => (
            <LabelTag key={label} label={label} />
          ))}
        </p>
      </div>
      <Button
        size="small"
        disabled={restore.isPending}
        aria-label={`Bring back ${task.key}`}
        onClick={() => restore.mutate(task)}
      >
        Bring back
      </Button>
    </li>
  );
}
