import {
  Ellipsis,
  GitMerge,
  GitPullRequestArrow,
  Play,
  RefreshCw,
  RotateCcw,
  Square,
  Trash2,
} from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/button';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import type { Attempt } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';
import { useCancelAttempt } from '../api/cancel';
import { useDiscardAttempt } from '../api/discard';
import { useRerunGates } from '../api/rerun-gates';
import { useStartAttempt } from '../api/start-attempt';
import { useUpdateFromBase } from '../api/update-from-base';
import { ActionButton } from './action-button';
import { possibleActions } from './possible';

const ApproveDialog = lazy(() => import('./approve-dialog'));
const RequestChangesDialog = lazy(() => import('./request-changes-dialog'));

interface AttemptActionsProps {
  taskId: string;
  attempt: Attempt | null;
  /** A new attempt began: where the caller goes with it is the caller's choice. */
  onStarted: (attempt: Attempt) => void;
}

export function AttemptActions({ taskId, attempt, onStarted }: AttemptActionsProps) {
  const possible = possibleActions(attempt);
  const start = useStartAttempt(taskId, onStarted);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {attempt && isActive(attempt) ? (
        <CancelButton attempt={attempt} />
      ) : (
        <ActionButton
          look={attempt ? 'plain' : 'primary'}
          whyNot={possible.run}
          pending={start.isPending}
          onClick={() => start.mutate()}
        >
          <Play size={14} aria-hidden="true" /> {attempt ? 'Run again' : 'Run'}
        </ActionButton>
      )}
      {attempt && <ReviewActions attempt={attempt} onStarted={onStarted} />}
    </div>
  );
}

function CancelButton({ attempt }: { attempt: Attempt }) {
  const cancel = useCancelAttempt(attempt);
  return (
    <ActionButton look="danger" whyNot={null} pending={cancel.isPending} onClick={() => cancel.mutate()}>
      <Square size={13} aria-hidden="true" /> Cancel run
    </ActionButton>
  );
}

interface ReviewActionsProps {
  attempt: Attempt;
  onStarted: (attempt: Attempt) => void;
}

function ReviewActions({ attempt, onStarted }: ReviewActionsProps) {
  const possible = possibleActions(attempt);
  const [open, setOpen] = useState<'approve' | 'changes' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <ActionButton whyNot={possible.requestChanges} onClick={() => setOpen('changes')}>
        <RotateCcw size={14} aria-hidden="true" /> Request changes
      </ActionButton>
      <ActionButton look="approve" whyNot={possible.approve} onClick={() => setOpen('approve')}>
        <GitMerge size={14} aria-hidden="true" /> Approve & merge
      </ActionButton>
      <MoreActions attempt={attempt} />
      <Suspense>
        {open === 'approve' && <ApproveDialog attempt={attempt} onClose={close} />}
        {open === 'changes' && (
          <RequestChangesDialog
            attempt={attempt}
            onClose={close}
            onStarted={(next) => {
              close();
              onStarted(next);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

function MoreActions({ attempt }: { attempt: Attempt }) {
  const possible = possibleActions(attempt);
  const discard = useDiscardAttempt(attempt);
  const rerun = useRerunGates(attempt);
  const update = useUpdateFromBase(attempt);
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" size="icon" aria-label="More actions for this attempt">
          <Ellipsis size={16} aria-hidden="true" />
        </Button>
      }
    >
      <MoreItem whyNot={possible.rerunGates} onSelect={() => rerun.mutate()}>
        <RefreshCw size={14} aria-hidden="true" /> Rerun gates
      </MoreItem>
      <MoreItem whyNot={possible.updateFromBase} onSelect={() => update.mutate()}>
        <GitPullRequestArrow size={14} aria-hidden="true" /> Update from {attempt.base_branch}
      </MoreItem>
      <MenuLine />
      <MoreItem danger whyNot={possible.discard} onSelect={() => discard.mutate()}>
        <Trash2 size={14} aria-hidden="true" /> Discard attempt
      </MoreItem>
    </Menu>
  );
}

interface MoreItemProps {
  whyNot: string | null;
  danger?: boolean;
  onSelect: () => void;
  children: React.ReactNode;
}

function MoreItem({ whyNot, danger = false, onSelect, children }: MoreItemProps) {
  return (
    <MenuItem disabled={whyNot !== null} danger={danger} onSelect={onSelect}>
      <span className="min-w-0">
        <span className="flex items-center gap-2">{children}</span>
        {whyNot !== null && <span className="block pl-[22px] text-xs font-normal text-subtle">{whyNot}</span>}
      </span>
    </MenuItem>
  );
}
