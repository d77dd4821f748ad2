import { CircleCheck, CircleX, GitBranch, Layers, MessageSquare, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { GateMarks } from '@/components/gate-marks';
import type { Attempt, MergePreview } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';

interface LineProps {
  Icon: LucideIcon;
  ink: string;
  title: string;
  children?: ReactNode;
}

function Line({ Icon, ink, title, children }: LineProps) {
  return (
    <li className="flex items-start gap-2.5">
      <Icon size={16} aria-hidden="true" className={`mt-0.5 flex-none ${ink}`} />
      <div className="min-w-0 flex-1 break-words">
        <p className="font-[550]">{title}</p>
        {children}
      </div>
    </li>
  );
}

function Paths({ paths }: { paths: readonly string[] }) {
  return (
    <ul className="mt-0.5">
      {paths.slice(0, 12).map((path) => (
        <li key={path} className="code break-all text-muted">
          <bdi>{path}</bdi>
        </li>
      ))}
      {paths.length > 12 && <li className="text-subtle">and {paths.length - 12} more</li>}
    </ul>
  );
}

export function MergeReadiness({ attempt, preview }: { attempt: Attempt; preview: MergePreview }) {
  const overlaps = [...new Set(preview.overlaps.flatMap(({ paths }) => paths))];
  return (
    <ul className="flex flex-col gap-2.5 text-[13.5px]">
      {preview.clean ? (
        <Line Icon={CircleCheck} ink="text-moss-fg" title={`Merges cleanly into ${attempt.base_branch}`} />
      ) : (
        <Line
          Icon={CircleX}
          ink="text-brick-fg"
          title={`Conflicts in ${plural(preview.conflicts.length, 'file')}`}
        >
          <Paths paths={preview.conflicts} />
          <p className="mt-1 text-muted">Request changes, so that an agent solves them on the new base.</p>
        </Line>
      )}
      <Line
        Icon={GitBranch}
        ink="text-subtle"
        title={
          preview.behind === 0
            ? `Up to date with ${attempt.base_branch}`
            : `${plural(preview.behind, 'commit')} behind ${attempt.base_branch}`
        }
      />
      {attempt.gates.length > 0 && (
        <Line
          Icon={preview.missing_evidence.length === 0 ? CircleCheck : CircleX}
          ink={preview.missing_evidence.length === 0 ? 'text-moss-fg' : 'text-ochre-fg'}
          title={
            preview.missing_evidence.length === 0
              ? 'All evidence is green and fresh'
              : `${plural(preview.missing_evidence.length, 'piece')} of evidence missing, red or stale`
          }
        >
          <GateMarks gates={attempt.gates} />
        </Line>
      )}
      {preview.open_comments > 0 && (
        <Line
          Icon={MessageSquare}
          ink="text-ochre-fg"
          title={`${plural(preview.open_comments, 'comment')} still open`}
        />
      )}
      {overlaps.length > 0 && (
        <Line
          Icon={Layers}
          ink="text-ochre-fg"
          title={`${plural(preview.overlaps.length, 'other attempt touches', 'other attempts touch')} the same files`}
        >
          <Paths paths={overlaps} />
        </Line>
      )}
    </ul>
  );
}
