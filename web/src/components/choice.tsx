import { ChevronDown } from 'lucide-react';

const ALL = '';

interface ChoiceProps {
  name: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onPick: (value: string | undefined) => void;
}

/** A chip to the eye, the platform's own select to the hand: it needs no code and suits phones. */
export function Choice({ name, value, options, onPick }: ChoiceProps) {
  const look =
    value === undefined
      ? 'border-line font-medium text-muted hover:bg-hover'
      : 'border-transparent bg-accent-soft font-semibold text-accent-text';
  return (
    <span className="relative inline-flex flex-none items-center">
      <select
        aria-label={`Filter by ${name.toLowerCase()}`}
        value={value ?? ALL}
        onChange={(event) => onPick(event.target.value === ALL ? undefined : event.target.value)}
        className={`field-sizing-content h-7 max-w-[11rem] appearance-none truncate rounded-full border bg-transparent pr-6 pl-2.5 text-[12.5px] ${look}`}
      >
        <option value={ALL}>{name}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={13} aria-hidden="true" className="pointer-events-none absolute right-2 text-muted" />
    </span>
  );
}
