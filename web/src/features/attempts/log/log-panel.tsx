import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { AttemptDetail } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';
import { plural } from '@/lib/format/quantity';
import { useMediaQuery } from '@/lib/use-media-query';
import { FindBox } from './find-box';
import { createGrowingList } from './growing-list';
import { formatLines, parseLines } from './line-range';
import type { LogSnapshot } from './log-buffer';
import { LogItemView } from './log-item';
import { LogLines, type LogLinesHandle } from './log-lines';
import { useLogPreferences, type LogView } from './log-preferences';
import { FollowSwitch, LogMenu, ViewChoice } from './log-toolbar';
import { makeRaw, makeSteps, makeStory, type SeqRange, type StepOptions } from './make-steps';
import { NowLine, type QueueState } from './now-line';
import { SelectedLines } from './selected-lines';
import { useAttemptLog } from './use-attempt-log';
import { useLogFind } from './use-log-find';
import { useNamedLines } from './use-named-lines';

interface LogPanelProps {
  attempt: AttemptDetail;
  agentName: string;
  queue: QueueState;
  /** The lines that the address names, and how it names others. */
  line: string | undefined;
  onLine: (line: string | undefined) => void;
}

/** To find, the older lines are loaded too, up to this many. */
const SEARCHED = 50_000;

function makerOf(view: LogView, options: StepOptions) {
  switch (view) {
    case 'story':
      return makeStory;
    case 'steps':
      return () => makeSteps(options);
    case 'raw':
      return makeRaw;
  }
}

/** Where the older pages are needed down to: the line that was asked for, or all, to search them. */
function needsOlder(log: LogSnapshot, selected: SeqRange | null, words: string): boolean {
  if (selected) return log.firstSeq > selected.from;
  return words !== '' && log.firstSeq > 1 && log.rows.length < SEARCHED;
}

/** What the list is made of depends on the view, on what is open, and on what must be in sight. */
function useItems(log: LogSnapshot, view: LogView, reveal: StepOptions['reveal']) {
  const [toggled, setToggled] = useState<ReadonlyMap<number, boolean>>(new Map());
  const listOf = useMemo(
    () => createGrowingList(makerOf(view, { toggled, reveal })),
    [view, toggled, reveal],
  );
  const toggle = (seq: number, open: boolean) => setToggled(new Map([...toggled, [seq, open]]));
  return { items: listOf(log.rows), toggled, toggle };
}

/** Whether the newest lines are being watched, and since which line they are not. */
function useFollow(
  log: LogSnapshot,
  follow: (following: boolean) => void,
  attempt: AttemptDetail,
  start: boolean,
) {
  const [following, setFollowing] = useState(start);
  const [leftAt, setLeftAt] = useState(attempt.last_seq);
  useEffect(() => follow(following), [follow, following]);
  const setFollow = (next: boolean) => {
    if (next === following) return;
    follow(next);
    setFollowing(next);
    setLeftAt(log.lastSeq);
  };
  return { following, setFollow, newLines: following ? 0 : Math.max(0, log.lastSeq - leftAt) };
}

export default function LogPanel({ attempt, agentName, queue, line, onLine }: LogPanelProps) {
  const { log, connection, loadOlder, follow } = useAttemptLog(attempt);
  const { view: chosenView, timestamps, wrap: chosenWrap } = useLogPreferences();
  const isNarrow = useMediaQuery('(max-width: 640px)');
  const wrap = chosenWrap ?? isNarrow;
  const lines = useRef<LogLinesHandle>(null);
  const input = useRef<HTMLInputElement>(null);
  const selected = useMemo(() => parseLines(line), [line]);
  // A line may be named that is not part of the story.
  const view = selected && chosenView === 'story' ? 'steps' : chosenView;
  const { find, setFind, words, inItems } = useLogFind(lines);
  const { items, toggled, toggle } = useItems(log, view, words === '' ? selected : 'all');
  const { found, hasMatches, count, stepTo } = inItems(items);
  const { following, setFollow, newLines } = useFollow(log, follow, attempt, selected === null);
  const markShown = useNamedLines({ selected, items, firstSeq: log.firstSeq, lines });

  const wantsOlder = needsOlder(log, selected, words);
  useEffect(() => {
    if (wantsOlder) loadOlder();
  }, [wantsOlder, loadOlder, log.firstSeq]);

  const select = (seq: number, extend: boolean) => {
    const start = extend && selected ? selected.from : seq;
    const next = formatLines({ from: Math.min(start, seq), to: Math.max(start, seq) });
    markShown(next);
    setFollow(false);
    onLine(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey)) return;
    // The browser would search only the lines that are on the screen.
    event.preventDefault();
    input.current?.focus();
  };

  const changeView = (next: LogView) => {
    useLogPreferences.setState({ view: next });
    if (next === 'story') onLine(undefined);
  };

  return (
    <div className="flex h-full min-h-0 flex-col" onKeyDown={onKeyDown}>
      <div className="flex flex-none flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-3.5 py-2 text-[12.5px] text-muted">
        <ViewChoice view={view} onView={changeView} />
        <FindBox
          ref={input}
          label="Find in the log"
          find={find}
          onFind={setFind}
          words={wantsOlder ? `${count}, searching…` : count}
          onStep={(step) => {
            if (stepTo(step)) setFollow(false);
          }}
          hasMatches={hasMatches}
        />
        {connection === 'lost' && (
          <span role="status" className="font-semibold text-amber-fg">
            Connection lost, trying again…
          </span>
        )}
        <span className="ml-auto tabular-nums max-sm:ml-0">{plural(log.lastSeq, 'line')}</span>
        <FollowSwitch on={following} onChange={setFollow} />
        <LogMenu wrap={wrap} attempt={attempt} />
      </div>
      {selected && <SelectedLines range={selected} rows={log.rows} onClear={() => onLine(undefined)} />}
      <LogLines
        ref={lines}
        items={items}
        following={following}
        onFollow={setFollow}
        onNearStart={loadOlder}
        find={words}
        found={found}
        selected={selected}
        onSelect={select}
        wrap={wrap}
        empty={
          view === 'story' && log.rows.length > 0
            ? 'Nothing was said yet: see Steps.'
            : 'Lines appear here as soon as there are any.'
        }
      >
        {(item) => (
          <LogItemView
            item={item}
            view={view}
            agentName={agentName}
            isLive={isActive(attempt)}
            toggled={toggled}
            foundSeq={found === null ? null : (items[found]?.seq ?? null)}
            onToggle={toggle}
            timestamps={timestamps}
            wrap={wrap}
          />
        )}
      </LogLines>
      <NowLine
        attempt={attempt}
        log={log}
        queue={queue}
        connection={connection}
        newLines={newLines}
        onEnd={() => setFollow(true)}
      />
    </div>
  );
}
