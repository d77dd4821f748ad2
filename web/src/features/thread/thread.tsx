import { useQuery } from '@tanstack/react-query';
import { CornerDownLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Markdown } from '@/components/markdown';
import { Failed, Loading } from '@/components/state-notes';
import { Avatar } from '@/components/avatar';
import type { Message } from '@/lib/api/types';
import { dropSent, useDraft } from '@/lib/drafts';
import { useCreateMessage } from './api/create-message';
import { messagesQuery } from './api/get-messages';

const SENDERS: Record<Message['sender_type'], string> = {
  user: 'You',
  lead: 'Lead',
  dev: 'Dev',
  verifier: 'Verifier',
  reviewer: 'Reviewer',
  system: 'Antfarm',
};

export function Thread({ taskId }: { taskId: string }) {
  const messages = useQuery(messagesQuery(taskId));
  const end = useRef<HTMLDivElement>(null);
  const count = messages.data?.length ?? 0;
  useEffect(() => end.current?.scrollIntoView({ block: 'nearest' }), [count]);

  return (
    <div className="flex min-h-full flex-col gap-4">
      <div className="flex flex-1 flex-col gap-4">
        {messages.isPending && <Loading what="messages" />}
        {messages.error && !messages.data && (
          <Failed what="the thread" error={messages.error} onRetry={() => void messages.refetch()} />
        )}
        {messages.data?.length === 0 && (
          <p className="text-[13.5px] text-subtle">
            Nothing said yet. Messages stay with the task; feedback for the next attempt goes through “Request
            changes”.
          </p>
        )}
        {messages.data?.map((message) => (
          <MessageItem key={message.id} message={message} />
        ))}
        <div ref={end} />
      </div>
      <Composer key={taskId} taskId={taskId} />
    </div>
  );
}

function MessageItem({ message }: { message: Message }) {
  const name = SENDERS[message.sender_type];
  const at = new Date(message.created_at);
  return (
    <article className="grid grid-cols-[26px_minmax(0,1fr)] gap-2.5">
      <Avatar seed={message.sender_type} name={name} />
      <div className="min-w-0">
        <p className="text-[13px] font-[650]">
          {name}
          <time dateTime={message.created_at} className="ml-1.5 text-[11.5px] font-normal text-subtle">
            {at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
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

function Composer({ taskId }: { taskId: string }) {
  const place = `message:${taskId}`;
  const { draft, setDraft } = useDraft(place);
  const text = draft ?? '';
  const [focused, setFocused] = useState(false);
  const create = useCreateMessage(taskId, (content) => dropSent(place, content));
  const send = () => {
    if (text.trim() !== '' && !create.isPending) create.mutate(text);
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
        placeholder="Write a message…"
        rows={focused || text !== '' ? 3 : 1}
        value={text}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
        }}
        className="w-full resize-none rounded bg-transparent px-1 text-[13.5px]"
      />
      <div className="flex justify-end">
        <Button type="submit" look="primary" size="small" disabled={create.isPending || text.trim() === ''}>
          <CornerDownLeft size={13} aria-hidden="true" /> Send
        </Button>
      </div>
    </form>
  );
}
