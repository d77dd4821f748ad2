import type { ReactNode } from 'react';
import { Markdown } from '@/components/markdown';
import type { Artifact, AttemptDetail } from '@/lib/api/types';
import { bytes, money, tokens } from '@/lib/format/quantity';
import { duration } from '@/lib/format/duration';
import { urls } from '@/lib/paths';

export function SummaryPanel({ attempt }: { attempt: AttemptDetail }) {
  return (
    <div className="thin-scroll h-full overflow-y-auto p-4 sm:p-5">
      <div className="mx-auto grid max-w-5xl gap-6 lg:grid-cols-[minmax(0,1fr)_280px]">
        <div className="flex min-w-0 flex-col gap-5">
          {attempt.failure && (
            <Block title="Why it failed">
              <p className="text-[13.5px] break-words text-brick-fg">{attempt.failure.message}</p>
              <p className="text-xs text-subtle">
                {attempt.failure.reason}
                {attempt.failure.retryable && ' · running it again may help'}
              </p>
            </Block>
          )}
          <Block title="Summary">
            {attempt.summary === null || attempt.summary === '' ? (
              <p className="text-[13.5px] text-subtle">There is no summary yet.</p>
            ) : (
              <Markdown text={attempt.summary} />
            )}
          </Block>
          {attempt.feedback !== null && (
            <Block title="Feedback it was given">
              <Markdown text={attempt.feedback} />
            </Block>
          )}
        </div>
        <div className="flex flex-col gap-5">
          <Block title="Facts">
            <Facts attempt={attempt} />
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
        </div>
      </div>
    </div>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="title mb-1.5 text-base">{title}</h2>
      {children}
    </section>
  );
}

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

function tookOf({ started_at: started, finished_at: finished }: AttemptDetail): string | null {
  return started === null || finished === null ? null : duration(Date.parse(finished) - Date.parse(started));
}

const costOf = ({ usage }: AttemptDetail): string | null =>
  typeof usage?.cost_usd === 'number' ? money(usage.cost_usd) : null;

const short = (sha: string | null): string | null => sha?.slice(0, 10) ?? null;

function factsOf(attempt: AttemptDetail): [string, string | null][] {
  const { usage, isolation } = attempt;
  const used = (usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0);
  return [
    ['Took', tookOf(attempt)],
    ['Cost', costOf(attempt)],
    ['Tokens', used > 0 ? tokens(used) : null],
    ['Branch', attempt.branch],
    ['Base', attempt.base_branch],
    ['Head', short(attempt.head_sha)],
    ['Merge', short(attempt.merge_sha)],
    ['Isolation', isolation?.kind ?? null],
    ['Note', isolation?.degraded_reason ?? null],
    ['Workspace', attempt.workspace_path],
  ];
}

function Facts({ attempt }: { attempt: AttemptDetail }) {
  return (
    <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-y-1.5 text-[13px]">
      {factsOf(attempt)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-subtle">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
