import { Dialog, DialogBody } from '@/components/dialog';
import { DIFF_KEYS, LOG_KEYS } from '@/features/attempts/attempt-tabs';
import { KEYS, shownKey, type KeyName } from '@/lib/keys';
import { KEY_WORDS } from './key-words';

interface Entry {
  keys: readonly string[];
  does: string;
}

const PLACES = [...new Set(Object.values(KEY_WORDS).map(({ place }) => place))];
// `Object.keys` forgets whose names they are.
const NAMES = Object.keys(KEY_WORDS) as KeyName[];

const entriesOf = (place: string): Entry[] =>
  NAMES.filter((name) => KEY_WORDS[name].place === place).map((name) => ({
    keys: KEYS[name].map(shownKey),
    does: KEY_WORDS[name].does,
  }));

const OF_PARTS: Readonly<Record<string, readonly Entry[]>> = { Attempt: LOG_KEYS, Diff: DIFF_KEYS };

const SECTIONS = PLACES.map((place) => ({
  place,
  entries: [...entriesOf(place), ...(OF_PARTS[place] ?? [])],
}));

export default function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keys"
      width="wide"
      description="They rest while you type and while a dialog is open."
    >
      <DialogBody>
        <div className="columns-1 gap-8 sm:columns-2">
          {SECTIONS.map(({ place, entries }) => (
            <section key={place} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-xs font-[650] text-muted">{place}</h3>
              <dl>
                {entries.map(({ keys, does }) => (
                  <div
                    key={does}
                    className="flex items-baseline justify-between gap-3 border-b py-1.5 text-[13px] last:border-b-0"
                  >
                    <dt>{does}</dt>
                    <dd className="flex-none text-[12px] text-subtle">
                      {keys.map((key, index) => (
                        <span key={key}>
                          {index > 0 && ' or '}
                          <KeySign>{key}</KeySign>
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogBody>
    </Dialog>
  );
}

/** Not the decoration that `Kbd` is: here the keys are what one reads. */
function KeySign({ children }: { children: string }) {
  return (
    <kbd className="rounded-[5px] border bg-sunken px-[5px] py-[3px] font-mono text-[11px] leading-none font-medium text-muted">
      {children}
    </kbd>
  );
}
