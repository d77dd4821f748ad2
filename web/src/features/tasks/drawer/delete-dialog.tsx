import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { ProblemNote } from '@/components/problem-note';
import { asProblem } from '@/lib/api/problem';
import type { Task } from '@/lib/api/types';
import { useArchiveTasks } from '../api/archive-task';
import { useDeleteTask } from '../api/delete-task';

interface DeleteDialogProps {
  task: Task;
  onClose: () => void;
}

export default function DeleteDialog({ task, onClose }: DeleteDialogProps) {
  const remove = useDeleteTask();
  const archive = useArchiveTasks();
  const inUse = remove.error !== null && asProblem(remove.error).code === 'task.in_use';
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete ${task.key}?`}
      description={
        <>
          “<bdi>{task.title}</bdi>” goes with its thread, its attempts and their logs. It cannot be brought
          back; an archived card can.
        </>
      }
    >
      <DialogBody>
        <ProblemNote error={remove.error} />
      </DialogBody>
      <DialogFooter>
        <Button
          className="mr-auto"
          onClick={() => {
            archive.mutate([task]);
            onClose();
          }}
        >
          Archive instead
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="danger"
          disabled={remove.isPending}
          onClick={() => remove.mutate({ task, force: inUse }, { onSuccess: onClose })}
        >
          {inUse ? 'Cancel its runs and delete' : 'Delete'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
