import { useVirtualizer } from '@tanstack/react-virtual';
import { Download, Search } from 'lucide-react';
import { useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { AttemptDetail } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { urls } from '@/lib/paths';
import type { LogRow } from './log-buffer';
import { LogRowView } from './log-row';
import { createRowFinder } from './matching-rows';
import { useAttemptLog } from './use-attempt-log';

const LINE = 20;
const NEAR_END = 24;
const NEAR_START = 600;

export default function LogPanel({ attempt }: { attempt: AttemptDetail }) {
  const { log, connection, loadOlder, follow } = useAttemptLog(attempt);
  const [find, setFind] = useState('');
  const [following, setFollowing] = useState(true);
  const words = useDeferredValue(find);
  const [findRows] = useState(createRowFinder);
  const rows = findRows(log.rows, words);
  useEffect(() => follow(following), [follow, following]);
  const raw = attempt.artifacts.find(({ kind }) => kind === 'log');
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-none flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-3.5 py-2 text-[12.5px] text-muted">
        <search className="relative w-[240px] max-w-full">
          <Search size={14} aria-hidden="true" className="absolute top-2 left-2.5 text-subtle" />
          <input
            type="search"
            aria-label="Find in the log"
            placeholder="Find in log"
            value={find}
            onChange={(event) => setFind(event.target.value)}
            className="h-[30px] w-full rounded-lg border border-line-strong bg-raised pr-2 pl-8 text-[13px]"
          />
        </search>
        {connection === 'lost' && (
          <span className="font-semibold text-amber-fg">Connection lost, trying again…</span>
        )}
        <span className="ml-auto tabular-nums">
          {words === '' ? plural(log.lastSeq, 'event') : plural(rows.length, 'match', 'matches')}
        </span>
        {raw && (
          <a
            href={urls.artifact(raw.id)}
            download
            className="inline-flex items-center gap-1 font-medium text-accent-text hover:underline"
          >
            <Download size={13} aria-hidden="true" /> Raw log
          </a>
        )}
        <label className="inline-flex items-center gap-1.5 font-[550] text-ink">
          <input
            type="checkbox"
            role="switch"
            checked={following}
            onChange={(event) => setFollowing(event.target.checked)}
            className="size-4 accent-moss-fg dark:accent-moss-dot"
          />
          Follow
        </label>
      </div>
      <Lines
        rows={rows}
        find={words}
        following={following}
        onFollow={setFollowing}
        onNearStart={loadOlder}
        empty={words === '' ? 'Nothing yet: lines appear here as soon as there are any.' : 'No line matches.'}
      />
    </div>
  );
}

interface LinesProps {
  rows: readonly LogRow[];
  /** The words that these rows have in common: with others, they are another list. */
  find: string;
  following: boolean;
  onFollow: (following: boolean) => void;
  onNearStart: () => void;
  empty: string;
}

function Lines({ rows, find, following, onFollow, onNearStart, empty }: LinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const top = useRef({ find, seq: 0 });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.event.kind === 'LOG' ? LINE : LINE + 6),
    getItemKey: (index) => rows[index]?.seq ?? index,
    overscan: 20,
  });
  const total = virtualizer.getTotalSize();

  // Older lines push the rest down; what was being read stays where it was.
  useLayoutEffect(() => {
    const before = top.current;
    top.current = { find, seq: rows[0]?.seq ?? 0 };
    if (following || before.find !== find || top.current.seq >= before.seq) return;
    const added = rows.findIndex(({ seq }) => seq >= before.seq);
    if (added > 0 && scroller.current) scroller.current.scrollTop += added * LINE;
  }, [rows, find, following]);

  useEffect(() => {
    if (following && rows.length > 0) virtualizer.scrollToIndex(rows.length - 1, { align: 'end' });
  }, [following, rows, total, virtualizer]);

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    const up = element.scrollTop < lastTop.current;
    lastTop.current = element.scrollTop;
    if (atEnd && !following) onFollow(true);
    else if (up && !atEnd && following) onFollow(false);
    if (element.scrollTop < NEAR_START && !following) onNearStart();
  };

  return (
    <div
      ref={scroller}
      onScroll={onScroll}
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label="Attempt log"
      className="min-h-0 flex-1 overflow-auto bg-log py-2.5 text-log-ink -outline-offset-2"
    >
      {rows.length === 0 && <p className="px-4 py-2 text-[13px] opacity-80">{empty}</p>}
      <div className="relative min-w-full" style={{ height: total }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={item.key}
              data-index={item.index}
              {...(row.event.kind === 'LOG' ? {} : { ref: virtualizer.measureElement })}
              className="absolute top-0 left-0 min-w-full"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LogRowView seq={row.seq} event={row.event} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
