import { ChevronDown, X } from 'lucide-react';

interface ChoiceProps {
  name: string;
  label?: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onPick: (value: string | undefined) => void;
}

const ALL = '';

/** A chip to the eye, the platform's own select to the hand: it needs no code and suits phones. */
export function Choice({
  name,
  label = `Filter by ${name.toLowerCase()}`,
  value,
  options,
  onPick,
}: ChoiceProps) {
  const chosen = value !== undefined;
  const look = chosen
    ? 'border-transparent bg-accent-soft text-accent-text'
    : 'border-line text-muted hover:bg-hover';
  return (
    <span className={`inline-flex h-7 flex-none items-center rounded-full border ${look}`}>
      <span className="relative inline-flex items-center">
        <select
          aria-label={label}
          value={value ?? ALL}
          onChange={(event) => onPick(event.target.value === ALL ? undefined : event.target.value)}
          className={`field-sizing-content h-[26px] max-w-[11rem] appearance-none truncate rounded-full bg-transparent pl-2.5 text-[12.5px] ${chosen ? 'pr-1 font-semibold' : 'pr-6 font-medium'}`}
        >
          <option value={ALL}>{name}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        {!chosen && (
          <ChevronDown size={13} aria-hidden="true" className="pointer-events-none absolute right-2" />
        )}
      </span>
      {chosen && (
        <button
          type="button"
          aria-label={`Take the filter by ${name.toLowerCase()} away`}
          onClick={() => onPick(undefined)}
          className="mr-px grid size-6 place-items-center rounded-full hover:bg-hover"
        >
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
