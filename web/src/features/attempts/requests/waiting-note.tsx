import { Hourglass } from 'lucide-react';
import type { Attempt } from '@/lib/api/types';
import { waitingWords } from '@/lib/attempt-activity';

/** The provider makes the agent wait: until when, and what it says of it. */
export function WaitingNote({ attempt: { waiting } }: { attempt: Pick<Attempt, 'waiting'> }) {
  if (!waiting) return null;
  return (
    <p
      role="status"
      className="mx-5 mb-2 flex flex-none gap-2 rounded-lg bg-ochre-bg px-3 py-2 text-[13px] text-ochre-fg max-md:mx-3.5"
    >
      <Hourglass size={15} aria-hidden="true" className="mt-0.5 flex-none" />
      <span className="min-w-0 break-words">
        <b className="font-semibold">{waitingWords(waiting)}, then goes on by itself.</b>
        {waiting.message !== '' && <bdi className="block text-[12.5px]">{waiting.message}</bdi>}
      </span>
    </p>
  );
}
