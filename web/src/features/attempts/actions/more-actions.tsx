import {
  Ellipsis,
  GitBranch,
  GitPullRequestArrow,
  Link,
  Play,
  RefreshCw,
  RotateCcw,
  Trash2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import type { Attempt } from '@/lib/api/types';
import { copyAndSay } from '@/lib/copy-text';
import { attemptPath } from '@/lib/paths';
import { useRerunGates } from '../api/rerun-gates';
import { useUpdateFromBase } from '../api/update-from-base';
import type { Possible } from './possible';

interface MoreActionsProps {
  attempt: Attempt;
  possible: Possible;
  onRun: () => void;
  onDiscard: () => void;
  /** `null` where a button says it already. */
  onCreatePr: (() => void) | null;
  onRequestChanges: (() => void) | null;
}

export function MoreActions(props: MoreActionsProps) {
  const { attempt, possible, onCreatePr, onRequestChanges } = props;
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
      {onRequestChanges && (
        <MoreItem whyNot={possible.requestChanges} onSelect={onRequestChanges}>
          <RotateCcw size={14} aria-hidden="true" /> Request changes
        </MoreItem>
      )}
      {onCreatePr && (
        <MoreItem whyNot={possible.createPr} onSelect={onCreatePr}>
          <GitPullRequestArrow size={14} aria-hidden="true" /> Create PR
        </MoreItem>
      )}
      {possible.retry === null && (
        <MoreItem whyNot={possible.run} onSelect={props.onRun}>
          <Play size={14} aria-hidden="true" /> Run with the task’s agent
        </MoreItem>
      )}
      <MoreItem whyNot={possible.rerunGates} onSelect={() => rerun.mutate(undefined)}>
        <RefreshCw size={14} aria-hidden="true" /> Rerun gates
      </MoreItem>
      <MoreItem whyNot={possible.updateFromBase} onSelect={() => update.mutate()}>
        <GitBranch size={14} aria-hidden="true" /> Update from {attempt.base_branch}
      </MoreItem>
      <MenuLine />
      <MoreItem whyNot={null} onSelect={() => void copyAndSay(attempt.branch, 'Branch')}>
        <GitBranch size={14} aria-hidden="true" /> Copy branch
      </MoreItem>
      <MoreItem whyNot={null} onSelect={() => void copyAndSay(attemptLink(attempt), 'Link')}>
        <Link size={14} aria-hidden="true" /> Copy link to this attempt
      </MoreItem>
      <MenuLine />
      <MoreItem danger whyNot={possible.discard} onSelect={props.onDiscard}>
        <Trash2 size={14} aria-hidden="true" /> Discard attempt
      </MoreItem>
    </Menu>
  );
}

const attemptLink = ({ id, project_id: projectId }: Attempt): string =>
  `${window.location.origin}${attemptPath(projectId, id)}`;

interface MoreItemProps {
  whyNot: string | null;
  danger?: boolean;
  onSelect: () => void;
  children: ReactNode;
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
