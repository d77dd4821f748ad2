import { AnsiLine } from '@/components/ansi-line';
import { Pill, PulseDot } from '@/components/pill';
import { ProblemNote } from '@/components/problem-note';
import type { Hello } from '@/lib/api/types';
import { clock, duration } from '@/lib/format/duration';
import { useNow } from '@/lib/use-now';

interface HelloResultProps {
  /** When it was asked; null when it is not under way. */
  since: number | null;
  answer: Hello | undefined;
  error: unknown;
}

const CONTAINED: Record<NonNullable<Hello['isolation']>['kind'], string> = {
  bubblewrap: 'in a sandbox',
  container: 'in a container',
  process: 'without a sandbox',
};

/** What became of "Say hello", in words and as the agent said it. */
export function HelloResult({ since, answer, error }: HelloResultProps) {
  if (since !== null) return <Waiting since={since} />;
  if (error !== null) return <ProblemNote error={error} />;
  if (!answer) return null;
  const { isolation } = answer;
  return (
    <div className="flex min-w-0 flex-col gap-2 rounded-lg bg-sunken p-2.5 text-[13px]">
      <div role="status" className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Pill tone={answer.ok ? 'moss' : 'brick'}>{answer.ok ? 'Works' : 'Does not work'}</Pill>
        <span className="text-xs text-subtle">
          {duration(answer.duration_ms)}
          {isolation && ` · ${CONTAINED[isolation.kind]}, network ${isolation.network}`}
        </span>
        <p className="w-full break-words">
          <bdi>{answer.detail}</bdi>
        </p>
        {answer.hint !== null && (
          <p className="w-full break-words text-accent-text">
            <bdi>{answer.hint}</bdi>
          </p>
        )}
        {isolation?.degraded_reason != null && (
          <p className="w-full text-xs break-words text-subtle">
            Less contained than it could be: {isolation.degraded_reason}.
          </p>
        )}
      </div>
      {answer.output.trim() !== '' && (
        <pre
          tabIndex={0}
          aria-label="What it wrote"
          className="code thin-scroll max-h-44 overflow-auto rounded-md border bg-card p-2 break-words whitespace-pre-wrap"
        >
          <AnsiLine text={answer.output} />
        </pre>
      )}
    </div>
  );
}

function Waiting({ since }: { since: number }) {
  const now = useNow(1000);
  return (
    <p className="flex items-center gap-2 rounded-lg bg-sunken px-2.5 py-2 text-[13px] text-muted">
      <PulseDot />
      <span role="status">Saying hello, for a minute at most</span>
      <span aria-hidden="true" className="ml-auto font-mono text-xs">
        {clock(Math.max(0, now - since))}
      </span>
    </p>
  );
}
