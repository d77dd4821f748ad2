import { useQuery } from '@tanstack/react-query';
import { CornerDownLeft } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Kbd } from '@/components/kbd';
import { Markdown } from '@/components/markdown';
import { Failed, Loading } from '@/components/state-notes';
import type { Message } from '@/lib/api/types';
import { AUTHOR_WORDS } from '@/lib/author-words';
import { putBackDraft, useDraft } from '@/lib/drafts';
import { usePageVisible } from '@/lib/use-page-visible';
import { KEYS, shownKey } from '@/lib/keys';
import { useCreateMessage } from './api/create-message';
import { messagesQuery } from './api/get-messages';
import { byDay } from './by-day';
import { isUnderWay, putOut, takeOut, useOutbox, type Outgoing } from './outbox';

interface ThreadProps {
  taskId: string;
  /** In a team the lead reads it; alone it is a place for notes. */
  workflow: 'solo' | 'team';
  /** Somebody has the newest message before him. */
  onSeen: (messageId: string) => void;
}

const WORDS = {
  solo: {
    placeholder: 'Write a note…',
    empty:
      'No notes yet. They stay with the task; feedback for the next attempt goes through “Request changes”.',
  },
  team: {
    placeholder: 'Message the lead…',
    empty: 'Nothing said yet. The lead asks here what it must know, and reads what you write.',
  },
};

export function Thread({ taskId, workflow, onSeen }: ThreadProps) {
  const messages = useQuery(messagesQuery(taskId));
  const letters = useOutbox(
    useShallow((state) => state.letters.filter((letter) => letter.taskId === taskId)),
  );
  const create = useCreateMessage(taskId);
  const end = useRef<HTMLDivElement>(null);
  const newest = messages.data?.at(-1)?.id;
  const visible = usePageVisible();
  // Before it is painted: a mark for what is being read would only flash.
  useLayoutEffect(() => {
    if (newest !== undefined && visible) onSeen(newest);
  }, [newest, onSeen, visible]);
  const count = (messages.data?.length ?? 0) + letters.length;
  useEffect(() => {
    // In braces: what newer browsers answer is a promise, and would be taken for a clean-up.
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);

  return (
    <div className="flex min-h-full flex-col gap-4">
      <div className="flex flex-1 flex-col gap-4">
        {messages.isPending && <Loading what="messages" />}
        {messages.error && !messages.data && (
          <Failed what="the thread" error={messages.error} onRetry={() => void messages.refetch()} />
        )}
        {messages.data && count === 0 && <p className="text-[13.5px] text-subtle">{WORDS[workflow].empty}</p>}
        {byDay(messages.data ?? [], new Date()).map((day) => (
          <section key={day.key} aria-label={day.name} className="flex flex-col gap-4">
            <h3 className="flex items-center gap-2.5 text-[11.5px] font-semibold text-subtle before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
              {day.name}
            </h3>
            {day.messages.map((message) => (
              <MessageItem key={message.id} message={message} />
            ))}
          </section>
        ))}
        {letters.map((letter) => (
          <OutgoingItem key={letter.id} letter={letter} onRetry={() => create.mutate(letter)} />
        ))}
        <div ref={end} />
      </div>
      <Composer
        key={taskId}
        taskId={taskId}
        placeholder={WORDS[workflow].placeholder}
        onSend={(content) => create.mutate(putOut(taskId, content))}
      />
    </div>
  );
}

function MessageItem({ message }: { message: Message }) {
  const name = AUTHOR_WORDS[message.sender_type];
  const at = new Date(message.created_at);
  return (
    <article className="grid grid-cols-[26px_minmax(0,1fr)] gap-2.5">
      <Avatar seed={message.sender_type} name={name} />
      <div className="min-w-0">
        <p className="text-[13px] font-[650]">
          {name}
          <time
            dateTime={message.created_at}
            title={at.toLocaleString()}
            className="ml-1.5 text-[11.5px] font-normal text-subtle"
          >
            {at.toLocaleTimeString(undefined, { timeStyle: 'short' })}
          </time>
          {message.channel !== 'web' && (
            <span className="ml-1.5 text-[11.5px] font-normal text-subtle">by {message.channel}</span>
          )}
        </p>
        <Markdown text={message.content} />
      </div>
    </article>
  );
}

function OutgoingItem({ letter, onRetry }: { letter: Outgoing; onRetry: () => void }) {
  const { id, taskId, content } = letter;
  const refusal = isUnderWay(letter) ? null : (letter.refusal ?? 'No answer came to the page that sent it.');
  return (
    <article className="grid grid-cols-[26px_minmax(0,1fr)] gap-2.5">
      <Avatar seed="user" name={AUTHOR_WORDS.user} />
      <div className="min-w-0">
        <p className="text-[13px] font-[650]">
          {AUTHOR_WORDS.user}
          <span
            className={`ml-1.5 text-[11.5px] ${refusal === null ? 'font-normal text-subtle' : 'text-brick-fg'}`}
          >
            {refusal === null ? 'sending…' : `not sent: ${refusal}`}
          </span>
        </p>
        <div className={refusal === null ? 'opacity-75' : ''}>
          <Markdown text={content} />
        </div>
        {refusal !== null && (
          <span className="mt-1.5 flex flex-wrap gap-2">
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
            <Button
              look="ghost"
              size="small"
              onClick={() => {
                putBackDraft(`message:${taskId}`, content, '\n\n');
                takeOut(id);
              }}
            >
              Edit
            </Button>
            <Button look="ghost" size="small" onClick={() => takeOut(id)}>
              Drop
            </Button>
          </span>
        )}
      </div>
    </article>
  );
}

interface ComposerProps {
  taskId: string;
  placeholder: string;
  onSend: (content: string) => void;
}

function Composer({ taskId, placeholder, onSend }: ComposerProps) {
  const { draft, setDraft: write } = useDraft(`message:${taskId}`);
  const text = draft ?? '';
  const [focused, setFocused] = useState(false);
  const send = () => {
    if (text.trim() === '') return;
    onSend(text);
    write(null);
  };
  return (
    <form
      className="sticky bottom-0 -mx-1 rounded-[11px] border border-line-strong bg-card p-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        aria-label="Message"
        placeholder={placeholder}
        rows={focused || text !== '' ? 3 : 1}
        value={text}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={(event) => write(event.target.value === '' ? null : event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
          if (event.key !== 'Escape' || text === '') return;
          // Out of the field; the next one closes the drawer.
          event.stopPropagation();
          event.currentTarget.blur();
        }}
        className="w-full resize-none rounded bg-transparent px-1 text-[13.5px]"
      />
      <div className="flex items-center justify-end gap-2">
        <Kbd>{shownKey(KEYS.send[0])}</Kbd>
        <Button type="submit" look="primary" size="small" disabled={text.trim() === ''}>
          <CornerDownLeft size={13} aria-hidden="true" /> Send
        </Button>
      </div>
    </form>
  );
}
