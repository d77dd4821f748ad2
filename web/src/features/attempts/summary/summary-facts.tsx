import type { Artifact, AttemptDetail } from '@/lib/api/types';
import { duration } from '@/lib/format/duration';
import { bytes, money, tokens } from '@/lib/format/quantity';
import { urls } from '@/lib/paths';
import { isolationWords, phasesOf } from './attempt-words';
import { Block } from './block';

/** Figures and names beside the story. */
export function SummaryFacts({ attempt }: { attempt: AttemptDetail }) {
  const phases = phasesOf(attempt);
  return (
    <>
      {phases.length > 0 && (
        <Block title="Where the time went">
          <Pairs pairs={phases.map(({ name, ms }) => [name, duration(ms)])} />
        </Block>
      )}
      <Block title="Usage and cost">
        <Pairs pairs={usageOf(attempt)} />
      </Block>
      {attempt.isolation && (
        <Block title="Isolation">
          <p className="text-[13px]">{isolationWords(attempt.isolation)}</p>
          {attempt.isolation.degraded_reason !== null && (
            <p className="mt-1.5 rounded-lg bg-ochre-bg px-2.5 py-2 text-[13px] break-words text-ochre-fg">
              Less than was asked for: {attempt.isolation.degraded_reason}
            </p>
          )}
        </Block>
      )}
      <Block title="Facts">
        <Pairs pairs={factsOf(attempt)} mono />
      </Block>
      {attempt.artifacts.length > 0 && (
        <Block title="Artifacts">
          <ul className="flex flex-col gap-1">
            {attempt.artifacts.map((artifact) => (
              <ArtifactLink key={artifact.id} artifact={artifact} />
            ))}
          </ul>
        </Block>
      )}
    </>
  );
}

type Pair = readonly [name: string, value: string | null];

function Pairs({ pairs, mono = false }: { pairs: readonly Pair[]; mono?: boolean }) {
  return (
    <dl className="grid grid-cols-[minmax(92px,auto)_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-[13px]">
      {pairs
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-subtle">{name}</dt>
            <dd className={mono ? 'code break-all' : 'text-right tabular-nums'}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The agent does not say, or its model has no known price: never a zero. */
const UNKNOWN = 'unknown';

const known = (value: number | null | undefined, words: (value: number) => string): string =>
  typeof value === 'number' ? words(value) : UNKNOWN;

const usageOf = ({ usage }: AttemptDetail): Pair[] => [
  ['Cost', known(usage?.cost_usd, money)],
  ['Input', known(usage?.input_tokens, tokens)],
  ['Output', known(usage?.output_tokens, tokens)],
  ['From cache', known(usage?.cache_read_tokens, tokens)],
  ['To cache', typeof usage?.cache_write_tokens === 'number' ? tokens(usage.cache_write_tokens) : null],
];

const short = (sha: string | null): string | null => sha?.slice(0, 10) ?? null;

const factsOf = (attempt: AttemptDetail): Pair[] => [
  ['Branch', attempt.branch],
  ['Base', attempt.base_branch],
  ['Base commit', short(attempt.base_sha)],
  ['Head', short(attempt.head_sha)],
  ['Merge', short(attempt.merge_sha)],
  ['Pull request', attempt.pr_url],
  ['Workspace', attempt.workspace_path],
];

function ArtifactLink({ artifact }: { artifact: Artifact }) {
  return (
    <li className="flex items-baseline gap-2 text-[13px]">
      <a
        href={urls.artifact(artifact.id)}
        download
        className="min-w-0 truncate text-accent-text hover:underline"
      >
        <bdi>{artifact.name}</bdi>
      </a>
      <span className="ml-auto flex-none text-xs text-subtle">{bytes(artifact.size)}</span>
    </li>
  );
}
