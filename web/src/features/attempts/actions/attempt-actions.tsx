import { GitMerge, GitPullRequestArrow, Play, RotateCcw, Square } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Button } from '@/components/button';
import type { Agent, Attempt, Criterion } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';
import { useDraft } from '@/lib/drafts';
import { onDemand } from '@/lib/on-demand';
import { useMediaQuery } from '@/lib/use-media-query';
import { usePreload } from '@/lib/use-preload';
import { useCancelAttempt } from '../api/cancel';
import { sameAgain, useStartAttempt } from '../api/start-attempt';
import { ActionButton } from './action-button';
import { MoreActions } from './more-actions';
import { possibleActions, type Possible } from './possible';
import { ReadinessSummary } from './readiness-summary';

const ApproveDialog = onDemand(() => import('./approve-dialog'));
const DiscardDialog = onDemand(() => import('./discard-dialog'));
const RequestChangesDialog = onDemand(() => import('./request-changes-dialog'));

interface Unready {
  why: string;
  way: { name: string; onGo: () => void };
}

const NO_CRITERIA: readonly Criterion[] = [];
const NO_AGENTS: readonly Agent[] = [];

interface AttemptActionsProps {
  taskId: string;
  attempt: Attempt | null;
  /** Of the task: what a person should know before it is merged. */
  criteria?: readonly Criterion[];
  /** Who may go on with what is sent back. */
  agents?: readonly Agent[];
  /** Why the task cannot be run for the first time, and what leads on; `null` when it can. */
  unready?: Unready | null;
  /** The repository that pull requests go to; `null` where there is none. */
  githubRepo?: string | null;
  /** The page of an attempt has room for all of it. */
  layout?: 'full' | 'short';
  /** A new attempt began: where the caller goes with it is the caller's choice. */
  onStarted: (attempt: Attempt) => void;
}

export function AttemptActions({
  taskId,
  attempt,
  criteria = NO_CRITERIA,
  agents = NO_AGENTS,
  unready = null,
  githubRepo = null,
  layout = 'short',
  onStarted,
}: AttemptActionsProps) {
  const start = useStartAttempt(taskId, onStarted);
  const possible = possibleActions(attempt, githubRepo);
  const run = () => start.mutate({});
  if (!attempt)
    return (
      <>
        <ActionButton look="primary" whyNot={unready?.why ?? null} pending={start.isPending} onClick={run}>
          <Play size={14} aria-hidden="true" /> Run
        </ActionButton>
        {unready && <Button onClick={unready.way.onGo}>{unready.way.name}</Button>}
      </>
    );
  return (
    <ActionsOf
      // What was ticked or written in a dialog was about this one.
      key={attempt.id}
      attempt={attempt}
      criteria={criteria}
      agents={agents}
      possible={possible}
      layout={layout}
      isStarting={start.isPending}
      onRun={run}
      onRetry={() => start.mutate(sameAgain(attempt))}
      onStarted={onStarted}
    />
  );
}

interface ActionsOfProps {
  attempt: Attempt;
  criteria: readonly Criterion[];
  agents: readonly Agent[];
  possible: Possible;
  layout: 'full' | 'short';
  isStarting: boolean;
  onRun: () => void;
  onRetry: () => void;
  onStarted: (attempt: Attempt) => void;
}

/** Without their icons the buttons stand in one row on the narrowest phone. */
const FULL = 'w-full justify-end max-[359px]:[&>span>button>svg]:hidden';

type OpenDialog = 'merge' | 'pr' | 'changes' | 'discard' | null;

function ActionsOf(props: ActionsOfProps) {
  const { attempt, possible, layout } = props;
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const isNarrow = useMediaQuery('(max-width: 640px)');
  usePreload(ApproveDialog, RequestChangesDialog, DiscardDialog);
  const { draft, setDraft } = useDraft(`changes:${attempt.id}`);
  const askForChanges = (conflicts: readonly string[] = []) => {
    if (conflicts.length > 0 && draft === null)
      setDraft(`Resolve the conflicts with ${attempt.base_branch} in: ${conflicts.join(', ')}.`);
    setDialog('changes');
  };
  const isFull = layout === 'full' && !isNarrow;
  return (
    <div className={`flex min-w-0 flex-wrap items-center gap-1.5 ${layout === 'full' ? FULL : ''}`}>
      {layout === 'full' && (
        <span className="mr-auto min-w-0 empty:hidden max-sm:w-full">
          <ReadinessSummary attempt={attempt} criteria={props.criteria} onRequestChanges={askForChanges} />
        </span>
      )}
      <RunOrCancel {...props} />
      {(!isNarrow || layout === 'short') && (
        <ActionButton whyNot={possible.requestChanges} onClick={() => askForChanges()}>
          <RotateCcw size={14} aria-hidden="true" /> Request changes
        </ActionButton>
      )}
      {isFull && (
        <ActionButton whyNot={possible.createPr} onClick={() => setDialog('pr')}>
          <GitPullRequestArrow size={14} aria-hidden="true" /> Create PR
        </ActionButton>
      )}
      <ActionButton look="approve" whyNot={possible.approve} onClick={() => setDialog('merge')}>
        <GitMerge size={14} aria-hidden="true" /> Approve & merge
      </ActionButton>
      <MoreActions
        attempt={attempt}
        possible={possible}
        onRun={props.onRun}
        onDiscard={() => setDialog('discard')}
        onCreatePr={isFull ? null : () => setDialog('pr')}
        onRequestChanges={isNarrow && layout === 'full' ? () => askForChanges() : null}
      />
      <Dialogs
        attempt={attempt}
        criteria={props.criteria}
        agents={props.agents}
        dialog={dialog}
        onClose={() => setDialog(null)}
        onRequestChanges={askForChanges}
        onRun={props.onRun}
        onStarted={props.onStarted}
      />
    </div>
  );
}

interface DialogsProps {
  attempt: Attempt;
  criteria: readonly Criterion[];
  agents: readonly Agent[];
  dialog: OpenDialog;
  onClose: () => void;
  onRequestChanges: (conflicts: readonly string[]) => void;
  onRun: () => void;
  onStarted: (attempt: Attempt) => void;
}

function Dialogs(props: DialogsProps) {
  const { attempt, dialog, onClose, onRequestChanges, onRun, onStarted } = props;
  return (
    <Suspense>
      {(dialog === 'merge' || dialog === 'pr') && (
        <ApproveDialog
          attempt={attempt}
          criteria={props.criteria}
          mode={dialog}
          onClose={onClose}
          onRequestChanges={onRequestChanges}
          onRun={() => {
            onClose();
            onRun();
          }}
        />
      )}
      {dialog === 'discard' && <DiscardDialog attempt={attempt} onClose={onClose} />}
      {dialog === 'changes' && (
        <RequestChangesDialog
          attempt={attempt}
          agents={props.agents}
          onClose={onClose}
          onStarted={(next) => {
            onClose();
            onStarted(next);
          }}
        />
      )}
    </Suspense>
  );
}

/** What moves the attempt on by itself: its end while it runs, another try when it failed. */
function RunOrCancel({ attempt, possible, isStarting, onRun, onRetry }: ActionsOfProps) {
  const cancel = useCancelAttempt();
  if (isActive(attempt))
    return (
      <ActionButton
        look="danger"
        whyNot={possible.cancel}
        pending={cancel.isPending}
        onClick={() => cancel.mutate(attempt)}
      >
        <Square size={13} aria-hidden="true" /> {possible.cancel === null ? 'Cancel run' : 'Cancelling…'}
      </ActionButton>
    );
  if (possible.retry === null)
    return (
      <ActionButton look="primary" whyNot={null} pending={isStarting} onClick={onRetry}>
        <Play size={14} aria-hidden="true" /> Retry
      </ActionButton>
    );
  return (
    <ActionButton whyNot={possible.run} pending={isStarting} onClick={onRun}>
      <Play size={14} aria-hidden="true" /> Run again
    </ActionButton>
  );
}
