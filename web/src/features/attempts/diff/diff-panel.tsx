import { Virtualizer } from '@pierre/diffs/react';
import { useQuery } from '@tanstack/react-query';
import { Columns2, WrapText } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/button';
import { DiffSize } from '@/components/diff-size';
import { Empty, Failed, Loading } from '@/components/state-notes';
import type { Attempt, Diff } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { useMediaQuery } from '@/lib/use-media-query';
import { diffQuery } from '../api/get-diff';
import './diff.css';
import { DiffFileSection } from './diff-file';
import { DiffTree } from './diff-tree';

export default function DiffPanel({ attempt }: { attempt: Attempt }) {
  const diff = useQuery({ ...diffQuery(attempt), enabled: attempt.head_sha !== null });
  if (attempt.head_sha === null)
    return <Empty title="No diff yet">The change is here as soon as the agent has left one.</Empty>;
  if (!diff.data)
    return diff.error ? (
      <Failed what="the diff" error={diff.error} onRetry={() => void diff.refetch()} />
    ) : (
      <Loading what="the diff" />
    );
  if (diff.data.files.length === 0)
    return <Empty title="Nothing changed">The attempt ended with the tree that it started from.</Empty>;
  return <DiffFiles attempt={attempt} diff={diff.data} />;
}

function DiffFiles({ attempt, diff }: { attempt: Attempt; diff: Diff }) {
  const roomy = useMediaQuery('(min-width: 1200px)');
  const [split, setSplit] = useState(false);
  const [wrap, setWrap] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const [viewed, setViewed] = useState<ReadonlySet<string>>(new Set());
  const root = useRef<HTMLDivElement>(null);

  const goTo = (path: string) => {
    setCurrent(path);
    root.current?.querySelector(`[data-diff-path="${CSS.escape(path)}"]`)?.scrollIntoView({ block: 'start' });
  };
  const mark = (path: string, seen: boolean) => {
    const next = new Set(viewed);
    if (seen) next.add(path);
    else next.delete(path);
    setViewed(next);
  };

  return (
    <div ref={root} className="flex h-full min-h-0">
      <DiffTree files={diff.files} current={current} onPick={goTo} />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex flex-none flex-wrap items-center gap-x-2.5 gap-y-1 border-b px-3.5 py-1.5 text-[12.5px] text-muted">
          <strong className="font-semibold text-ink">{plural(diff.stats.files, 'file')}</strong>
          <DiffSize additions={diff.stats.additions} deletions={diff.stats.deletions} />
          <span>
            {viewed.size} of {diff.files.length} viewed
          </span>
          <span className="ml-auto flex gap-1">
            {roomy && (
              <Button
                look="ghost"
                size="small"
                aria-pressed={split}
                onClick={() => setSplit(!split)}
                className="aria-pressed:bg-active"
              >
                <Columns2 size={14} aria-hidden="true" /> Split
              </Button>
            )}
            <Button
              look="ghost"
              size="small"
              aria-pressed={wrap}
              onClick={() => setWrap(!wrap)}
              className="aria-pressed:bg-active"
            >
              <WrapText size={14} aria-hidden="true" /> Wrap
            </Button>
          </span>
        </div>
        <Virtualizer className="thin-scroll min-h-0 flex-1 overflow-auto">
          {diff.files.map((file) => (
            <DiffFileSection
              key={file.path}
              attempt={attempt}
              file={file}
              look={{ split: split && roomy, wrap }}
              viewed={viewed.has(file.path)}
              onViewed={(seen) => mark(file.path, seen)}
            />
          ))}
        </Virtualizer>
      </div>
    </div>
  );
}
