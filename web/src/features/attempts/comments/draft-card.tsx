import { Button } from '@/components/button';
import type { CommentText } from './comment-drafts';

interface DraftCardProps {
  where: string;
  text: CommentText;
  onContinue: () => void;
  onDiscard: () => void;
}

/** A closed box with something in it: it waits here until somebody goes on with it. */
export function DraftCard({ where, text, onContinue, onDiscard }: DraftCardProps) {
  return (
    <article
      aria-label={`Draft on ${where}`}
      className="my-1.5 ml-2 mr-3 max-w-[640px] rounded-[11px] border border-dashed border-line-strong bg-sunken px-3 py-2 font-sans text-[13.5px]"
    >
      <header className="flex flex-wrap items-center gap-x-2">
        <strong className="font-[650]">Draft</strong>
        <span className="text-xs text-subtle">not saved · {where}</span>
        <span className="ml-auto flex gap-1">
          <Button look="ghost" size="small" onClick={onDiscard}>
            Discard
          </Button>
          <Button size="small" onClick={onContinue}>
            Continue
          </Button>
        </span>
      </header>
      <p className="line-clamp-3 break-words whitespace-pre-wrap text-muted">{text.body}</p>
    </article>
  );
}
