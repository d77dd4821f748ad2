import { Combobox } from '@base-ui/react/combobox';
import { Check, Plus, X } from 'lucide-react';
import { useState } from 'react';

export interface PickOption {
  value: string;
  label: string;
}

interface PickManyProps {
  /** Names the field to a screen reader; a visible label may point at `id`. */
  label: string;
  id?: string;
  values: readonly string[];
  options: readonly PickOption[];
  onChange: (values: string[]) => void;
  placeholder?: string;
  /** What is typed and no option may be taken too. */
  free?: boolean;
  mono?: boolean;
}

const SHOWN = 50;
const BOX =
  'flex min-h-[30px] w-full flex-wrap items-center gap-1 rounded-lg border border-line bg-card px-1.5 py-[3px] text-[13px] focus-within:border-line-strong hover:border-line-strong';

/** Some of many, as chips: found by typing, taken with Enter, the last one dropped with Backspace. */
export function PickMany({
  label,
  id,
  values,
  options,
  onChange,
  placeholder = '',
  free = false,
  mono = false,
}: PickManyProps) {
  const [query, setQuery] = useState('');
  const typed = query.trim();
  const known = [
    ...options,
    ...values.filter((value) => options.every((option) => option.value !== value)).map(asOption),
  ];
  const labels = new Map(known.map((option) => [option.value, option.label]));
  const isNew = free && typed !== '' && !labels.has(typed);
  const items = known.map(({ value }) => value);
  const take = (text: string) => {
    const added = text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
    setQuery('');
    if (added.length > 0) onChange([...new Set([...values, ...added])]);
  };
  return (
    <Combobox.Root
      multiple
      autoHighlight
      limit={SHOWN}
      items={isNew ? [...items, typed] : items}
      itemToStringLabel={(value: string) => labels.get(value) ?? value}
      value={[...values]}
      onValueChange={(next) => {
        setQuery('');
        onChange(next);
      }}
      inputValue={query}
      onInputValueChange={setQuery}
    >
      <Combobox.Chips className={BOX}>
        {values.map((value) => (
          <Combobox.Chip
            key={value}
            aria-label={labels.get(value) ?? value}
            className={`inline-flex max-w-full min-w-0 items-center gap-0.5 rounded-full bg-stone-bg py-px pl-2 text-[12px] font-semibold text-stone-fg outline-none focus-within:ring-2 focus:ring-2 ${mono ? 'font-mono text-[11.5px] font-medium' : ''}`}
          >
            <bdi className="truncate">{labels.get(value) ?? value}</bdi>
            <Combobox.ChipRemove
              aria-label={`Remove ${labels.get(value) ?? value}`}
              className="grid size-5 flex-none place-items-center rounded-full hover:bg-hover"
            >
              <X size={11} aria-hidden="true" />
            </Combobox.ChipRemove>
          </Combobox.Chip>
        ))}
        <Combobox.Input
          id={id}
          aria-label={label}
          placeholder={values.length === 0 ? placeholder : ''}
          className={`h-[22px] min-w-16 flex-1 bg-transparent px-1 outline-none ${mono ? 'font-mono text-xs' : ''}`}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && query !== '') {
              event.stopPropagation();
              setQuery('');
            }
            if (
              free &&
              (event.key === ',' || (event.key === 'Enter' && items.length === 0)) &&
              typed !== ''
            ) {
              event.preventDefault();
              take(typed);
            }
          }}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text');
            if (!free || !/[,\n]/.test(text)) return;
            event.preventDefault();
            take(text);
          }}
          onBlur={() => free && take(query)}
        />
      </Combobox.Chips>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={5} align="start" className="z-50 outline-none">
          <Combobox.Popup className="max-h-[min(320px,var(--available-height))] max-w-[min(420px,var(--available-width))] min-w-(--anchor-width) overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-[0_12px_36px_rgb(60_38_18/.2)] outline-none">
            <Combobox.Empty className="px-2.5 py-[7px] text-[13px] text-subtle empty:hidden">
              {free ? '' : 'Nothing of that name.'}
            </Combobox.Empty>
            <Combobox.List>
              {(value: string) => (
                <Combobox.Item
                  key={value}
                  value={value}
                  className="flex items-center gap-2 rounded-lg px-2.5 py-[6px] text-[13px] outline-none data-[highlighted]:bg-hover"
                >
                  {labels.has(value) ? (
                    <>
                      <Combobox.ItemIndicator className="flex-none">
                        <Check size={13} aria-hidden="true" />
                      </Combobox.ItemIndicator>
                      <bdi className="min-w-0 truncate">{labels.get(value)}</bdi>
                    </>
                  ) : (
                    <>
                      <Plus size={13} aria-hidden="true" className="flex-none" />
                      <span className="min-w-0 truncate">
                        Add “<bdi>{value}</bdi>”
                      </span>
                    </>
                  )}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

const asOption = (value: string): PickOption => ({ value, label: value });
