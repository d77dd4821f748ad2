import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Copy, Download } from 'lucide-react';
import {
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { AnsiLine } from '@/components/ansi-line';
import { Button } from '@/components/button';
import { asProblem } from '@/lib/api/problem';
import { copyAndSay } from '@/lib/copy-text';
import { plural } from '@/lib/format/quantity';
import { urls } from '@/lib/paths';
import { gateOutputQuery } from '../api/get-gate-output';
import { nextMatch } from '../log/find-items';
import { FindBox } from '../log/find-box';
import { highlightMatches } from '../log/highlight-matches';
import { withoutEscapes } from '../log/plain-text';

interface GateOutputProps {
  name: string;
  outputRef: string | null;
  /** Failures stand at the end. */
  fromEnd: boolean;
}

/** The end of it, and as much as can be shown once that is asked for. */
function useOutput(ref: string | null) {
  const [wantsMost, setWantsMost] = useState(false);
  const end = useQuery({ ...gateOutputQuery(ref ?? ''), enabled: ref !== null });
  const most = useQuery({ ...gateOutputQuery(ref ?? '', true), enabled: ref !== null && wantsMost });
  const isAsked = most.isSuccess || most.isError;
  return { end, most, onMore: isAsked ? null : () => setWantsMost(true) };
}

export function GateOutput({ name, outputRef, fromEnd }: GateOutputProps) {
  const { end, most, onMore } = useOutput(outputRef);
  const output = most.data ?? end.data;
  if (outputRef === null || output?.text.trim() === '')
    return <p className="border-t px-4 py-3 text-[13px] text-subtle">No output.</p>;
  if (output === undefined) return end.error ? <NotLoaded output={end} /> : <Note>Loading the output…</Note>;
  const { text, cut } = output;
  return (
    <div className="border-t">
      <OutputLines
        name={name}
        text={text}
        fromEnd={fromEnd}
        cut={cut}
        loading={most.isFetching}
        onMore={onMore}
      />
      <NotLoaded output={most} />
      <div className="flex flex-wrap items-center gap-1 px-2.5 py-1.5 text-[12.5px]">
        <a
          href={urls.artifact(outputRef)}
          download
          className="inline-flex h-7 items-center gap-1.5 rounded-md px-1.5 font-medium text-accent-text hover:underline"
        >
          <Download size={13} aria-hidden="true" /> Whole output
        </a>
        <Button
          look="ghost"
          size="small"
          onClick={() => void copyAndSay(withoutEscapes(text), `Output of ${name}`)}
        >
          <Copy size={13} aria-hidden="true" /> Copy
        </Button>
      </div>
    </div>
  );
}

const Note = ({ children }: { children: ReactNode }) => (
  <div role="status" className="flex flex-wrap items-center gap-2 border-t px-4 py-3 text-[13px] text-subtle">
    {children}
  </div>
);

function NotLoaded({ output: { error, refetch } }: { output: Pick<UseQueryResult, 'error' | 'refetch'> }) {
  if (error === null) return null;
  return (
    <Note>
      {asProblem(error).detail}
      <Button size="small" onClick={() => void refetch()}>
        Try again
      </Button>
    </Note>
  );
}

interface OutputLinesProps {
  name: string;
  text: string;
  fromEnd: boolean;
  cut: boolean;
  loading: boolean;
  /** `null` when no more can be shown than there is. */
  onMore: (() => void) | null;
}

const LINE = 20;

function OutputLines({ name, text, fromEnd, cut, loading, onMore }: OutputLinesProps) {
  const region = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => text.replace(/\n$/, '').split('\n'), [text]);
  const [find, setFind] = useState('');
  const words = useDeferredValue(find.trim().toLowerCase());
  const [found, setFound] = useState<number | null>(null);
  const matches = useMemo(
    () =>
      words === ''
        ? []
        : lines.flatMap((line, index) => (withoutEscapes(line).toLowerCase().includes(words) ? [index] : [])),
    [lines, words],
  );
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => region.current,
    estimateSize: () => LINE,
    overscan: 20,
  });
  useLayoutEffect(() => {
    if (fromEnd) region.current?.scrollTo({ top: region.current.scrollHeight });
  }, [fromEnd, text]);
  useLayoutEffect(() => {
    if (region.current) highlightMatches(region.current, words);
  });
  useEffect(() => {
    const element = region.current;
    return () => {
      if (element) highlightMatches(element, '');
    };
  }, []);
  const stepTo = (step: 1 | -1) => {
    const next = nextMatch(matches, found ?? (step === 1 ? -1 : lines.length), step);
    setFound(next);
    if (next !== null) virtualizer.scrollToIndex(next, { align: 'center' });
  };
  const at = found === null ? -1 : matches.indexOf(found);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-2.5 py-2 text-[12.5px] text-muted">
        <FindBox
          label={`Find in the output of ${name}`}
          find={find}
          onFind={(next) => {
            setFind(next);
            setFound(null);
          }}
          words={at < 0 ? plural(matches.length, 'match', 'matches') : `${at + 1} of ${matches.length}`}
          onStep={stepTo}
          hasMatches={matches.length > 0}
        />
        <span className="ml-auto tabular-nums">
          {cut
            ? `The last ${plural(lines.length, 'line')}${onMore ? '' : '; the rest is in the download'}`
            : plural(lines.length, 'line')}
        </span>
        {cut && onMore && (
          <Button size="small" disabled={loading} onClick={onMore}>
            {loading ? 'Loading…' : 'Load all'}
          </Button>
        )}
      </div>
      <div
        ref={region}
        tabIndex={0}
        role="region"
        aria-label={`Output of ${name}`}
        className="max-h-[60vh] overflow-auto bg-log py-2 text-log-ink -outline-offset-2"
      >
        <div className="relative min-w-full" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <div
              key={index}
              {...(index === found ? { 'aria-current': true } : {})}
              className={`log-line absolute top-0 left-0 h-5 min-w-full px-4 whitespace-pre ${index === found ? 'bg-[#4a3a1c]' : ''}`}
              style={{ transform: `translateY(${start}px)` }}
            >
              <AnsiLine text={lines[index] ?? ''} />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
