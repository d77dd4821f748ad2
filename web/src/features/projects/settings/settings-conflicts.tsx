import { Button } from '@/components/button';
import { FIELD_LABELS } from './settings-form';
import type { FieldConflict } from './use-settings-draft';

interface SettingsConflictsProps {
  conflicts: readonly FieldConflict[];
  onSettle: (field: FieldConflict['field'], choice: 'mine' | 'theirs') => void;
}

const shown = (value: string | boolean): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : value === '' ? 'nothing' : value;

/** What was changed here and elsewhere: each field once more, for a person to decide. */
export function SettingsConflicts({ conflicts, onSettle }: SettingsConflictsProps) {
  if (conflicts.length === 0) return null;
  return (
    <section role="alert" className="rounded-2xl bg-amber-bg p-4 text-[13px] text-amber-fg">
      <h2 className="font-semibold">Changed elsewhere meanwhile</h2>
      <ul className="mt-2 flex flex-col gap-2.5">
        {conflicts.map(({ field, mine, theirs }) => (
          <li key={field} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <div className="min-w-0 flex-1 basis-60 break-words">
              <p className="font-semibold">{FIELD_LABELS[field]}</p>
              <p>
                Theirs: <bdi className="code">{shown(theirs)}</bdi>
              </p>
              <p>
                Mine: <bdi className="code">{shown(mine)}</bdi>
              </p>
            </div>
            <span className="flex gap-2 text-ink">
              <Button
                size="small"
                aria-label={`Take theirs: ${FIELD_LABELS[field]}`}
                onClick={() => onSettle(field, 'theirs')}
              >
                Take theirs
              </Button>
              <Button
                size="small"
                aria-label={`Keep mine: ${FIELD_LABELS[field]}`}
                onClick={() => onSettle(field, 'mine')}
              >
                Keep mine
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
