import { CircleCheck, CircleX, History } from 'lucide-react';
import type { Criterion } from '@/lib/api/types';
import { age } from '@/lib/format/duration';
import { urls } from '@/lib/paths';
import { useNow } from '@/lib/use-now';

type Check = NonNullable<Criterion['check']>;
type Evidence = NonNullable<Criterion['evidence']>;

function checkWords({ kind, run, path, contains }: Check): { words: string; code: string | undefined } {
  switch (kind) {
    case 'command':
      return { words: 'checked by', code: run };
    case 'file':
      return {
        words: contains === undefined ? 'checked: there is' : `checked: “${contains}” is in`,
        code: path,
      };
    case 'agent':
      return { words: 'judged by the verifier', code: undefined };
  }
}

function look({ status, stale }: Evidence) {
  if (stale) return { Icon: History, ink: 'text-ochre-fg', word: `${status}, but on older code: stale` };
  return status === 'passed'
    ? { Icon: CircleCheck, ink: 'text-moss-fg', word: 'passed' }
    : { Icon: CircleX, ink: 'text-brick-fg', word: 'failed' };
}

function Proof({ evidence }: { evidence: Evidence }) {
  const now = useNow(60_000);
  const { Icon, ink, word } = look(evidence);
  const exit = evidence.exit_code === null ? '' : ` · exit ${evidence.exit_code}`;
  return (
    <span className={`flex flex-wrap items-center gap-x-1.5 ${ink}`}>
      <Icon size={12} aria-hidden="true" className="flex-none" />
      <span>
        {word}
        {exit} · by <bdi>{evidence.by}</bdi> · <time dateTime={evidence.at}>{age(evidence.at, now)}</time>
      </span>
      {evidence.output_ref !== null && (
        <a href={urls.artifact(evidence.output_ref)} target="_blank" rel="noreferrer" className="underline">
          output
        </a>
      )}
    </span>
  );
}

/** How a criterion is proved, and what came of it: the colour is also a word. */
export function CriterionEvidence({ criterion: { check, evidence } }: { criterion: Criterion }) {
  if (!check && !evidence) return null;
  const { words, code } = check ? checkWords(check) : { words: null, code: undefined };
  return (
    <span className="block pl-[26px] text-xs text-subtle">
      {words !== null && (
        <span className="block break-words">
          <bdi>{words}</bdi> {code !== undefined && <bdi className="code">{code}</bdi>}
        </span>
      )}
      {evidence && <Proof evidence={evidence} />}
    </span>
  );
}
