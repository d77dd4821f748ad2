import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import { Pill } from '@/components/pill';
import type { Criterion } from '@/lib/api/types';

interface Proof {
  Icon: LucideIcon;
  ink: string;
  words: string;
}

function proofOf({ evidence, done }: Criterion): Proof {
  if (evidence?.stale === true) return { Icon: CircleDashed, ink: 'text-ochre-fg', words: 'stale' };
  if (evidence) {
    return evidence.status === 'passed'
      ? { Icon: CircleCheck, ink: 'text-moss-fg', words: 'passed' }
      : { Icon: CircleX, ink: 'text-brick-fg', words: 'failed' };
  }
  return done
    ? { Icon: CircleCheck, ink: 'text-moss-fg', words: 'ticked by hand' }
    : { Icon: CircleDashed, ink: 'text-subtle', words: 'not proven yet' };
}

export function checkWords({ check }: Criterion): string {
  switch (check?.kind) {
    case 'command':
      return `$ ${check.run ?? ''}`;
    case 'file':
      return `file ${check.path ?? ''}`;
    case 'agent':
      return 'judged by an agent';
    case undefined:
      return 'judged by a person';
  }
}

/** The acceptance criteria of the task, with what proves each. */
export function CriteriaEvidence({ criteria }: { criteria: readonly Criterion[] }) {
  return (
    <section aria-label="Acceptance criteria">
      <h2 className="title mb-2 text-base">Acceptance criteria</h2>
      <ul className="divide-y rounded-xl border bg-card">
        {criteria.map((criterion) => {
          const { Icon, ink, words } = proofOf(criterion);
          return (
            <li key={criterion.id} className="flex items-start gap-2.5 px-3.5 py-2.5 text-[13.5px]">
              <Icon size={16} aria-hidden="true" className={`mt-0.5 flex-none ${ink}`} />
              <span className="min-w-0 flex-1 break-words">
                {criterion.text}
                <span className="code block break-all text-subtle">{checkWords(criterion)}</span>
              </span>
              <span className="flex-none text-[12.5px] text-muted">{words}</span>
              {typeof criterion.evidence?.exit_code === 'number' && (
                <Pill tone="stone">exit {criterion.evidence.exit_code}</Pill>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
