interface SegmentsProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onPick: (value: string) => void;
}

/** A few choices side by side, of which one holds. */
export function Segments({ label, value, options, onPick }: SegmentsProps) {
  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex max-w-full min-w-0 rounded-lg border bg-raised p-0.5"
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onPick(option.value)}
          className="h-7 min-w-0 truncate rounded-md px-2.5 text-[12.5px] font-medium text-muted hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent-text max-sm:px-2"
        >
          <bdi>{option.label}</bdi>
        </button>
      ))}
    </div>
  );
}
