import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { Button } from '@/components/button';

interface FindBoxProps {
  label: string;
  find: string;
  onFind: (find: string) => void;
  /** How many there are, and which one is looked at. */
  words: string;
  onStep: (step: 1 | -1) => void;
  hasMatches: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function FindBox({ label, find, onFind, words, onStep, hasMatches, ref }: FindBoxProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      onStep(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && find !== '') {
      event.stopPropagation();
      onFind('');
    }
  };
  return (
    <div role="search" className="flex min-w-0 flex-[0_1_auto] items-center gap-0.5 max-sm:w-full">
      <span className="relative min-w-0 flex-1 sm:w-[230px]">
        <Search size={14} aria-hidden="true" className="absolute top-2 left-2.5 text-subtle" />
        <input
          ref={ref}
          type="search"
          aria-label={label}
          placeholder="Find"
          value={find}
          onChange={(event) => onFind(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-[30px] w-full rounded-lg border border-line-strong bg-raised pr-2 pl-8 text-[13px]"
        />
      </span>
      {find !== '' && (
        <>
          <span role="status" className="px-1 whitespace-nowrap tabular-nums">
            {words}
          </span>
          <Button
            look="ghost"
            size="tiny"
            aria-label="Previous match"
            disabled={!hasMatches}
            onClick={() => onStep(-1)}
          >
            <ChevronUp size={15} aria-hidden="true" />
          </Button>
          <Button
            look="ghost"
            size="tiny"
            aria-label="Next match"
            disabled={!hasMatches}
            onClick={() => onStep(1)}
          >
            <ChevronDown size={15} aria-hidden="true" />
          </Button>
        </>
      )}
    </div>
  );
}
