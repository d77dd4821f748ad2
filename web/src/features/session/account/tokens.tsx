import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/button';
import { CopyableCommand } from '@/components/copyable-command';
import { TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import { Failed, Loading } from '@/components/state-notes';
import type { ApiToken, CreatedToken } from '@/lib/api/types';
import { age } from '@/lib/format/duration';
import { useNow } from '@/lib/use-now';
import { useCreateToken } from '../api/create-token';
import { useDeleteToken } from '../api/delete-token';
import { tokensQuery } from '../api/get-tokens';

/** For scripts and other agents: made, shown once, revoked. */
export function Tokens() {
  const tokens = useQuery(tokensQuery);
  return (
    <section aria-labelledby="tokens" className="rounded-2xl border bg-card p-4">
      <h2 id="tokens" className="title text-base">
        API tokens
      </h2>
      <p className="mt-1 mb-3 text-[13px] text-muted">
        Whoever has one may do everything that you may, through the API and MCP. The file token in the data
        folder is one of them.
      </p>
      <NewToken />
      {tokens.isPending && <Loading what="the tokens" />}
      {tokens.error && !tokens.data && (
        <Failed what="the tokens" error={tokens.error} onRetry={() => void tokens.refetch()} />
      )}
      {tokens.data?.length === 0 && <p className="mt-4 text-[13px] text-subtle">There are none.</p>}
      {tokens.data && tokens.data.length > 0 && (
        <ul aria-label="API tokens" className="mt-4 divide-y overflow-hidden rounded-xl border">
          {tokens.data.map((token) => (
            <TokenItem key={token.id} token={token} />
          ))}
        </ul>
      )}
    </section>
  );
}

function NewToken() {
  const [name, setName] = useState('');
  const create = useCreateToken();
  const submit = () => {
    if (name.trim() === '' || create.isPending) return;
    create.mutate(name.trim(), { onSuccess: () => setName('') });
  };
  if (create.data) return <ShownOnce token={create.data} onDone={() => create.reset()} />;
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="min-w-0 flex-1 basis-52">
        <TextField
          label="What it is for"
          maxLength={100}
          placeholder="the deploy script"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <Button
        type="submit"
        look="primary"
        className="h-[34px]"
        disabled={name.trim() === '' || create.isPending}
      >
        {create.isPending ? 'Making…' : 'Make a token'}
      </Button>
      <div className="w-full">
        <ProblemNote error={create.error} />
      </div>
    </form>
  );
}

function ShownOnce({ token, onDone }: { token: CreatedToken; onDone: () => void }) {
  return (
    <div role="alert" className="flex flex-col gap-2.5 rounded-xl bg-moss-bg p-3.5 text-[13px] text-moss-fg">
      <p>
        <b className="font-semibold">
          <bdi>{token.name}</bdi> was made.
        </b>{' '}
        Copy it now: it is shown this once, and only its hash is stored.
      </p>
      <div className="text-ink">
        <CopyableCommand command={token.token} what="token" />
      </div>
      <Button size="small" className="self-end text-ink" onClick={onDone}>
        I have it
      </Button>
    </div>
  );
}

function TokenItem({ token }: { token: ApiToken }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteToken();
  const now = useNow(60_000);
  const ago = (iso: string) => (age(iso, now) === 'now' ? 'just now' : `${age(iso, now)} ago`);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 bg-card px-3.5 py-2.5 text-[13px]">
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-semibold break-words">
          <bdi>{token.name}</bdi>
        </p>
        <p className="text-xs text-subtle">
          ends in <span className="font-mono">{token.last4}</span> · made {ago(token.created_at)} ·{' '}
          {token.last_used_at === null ? 'never used' : `used ${ago(token.last_used_at)}`}
        </p>
      </div>
      {asking ? (
        <span className="flex flex-wrap items-center gap-2">
          <span role="status">What uses it stops working.</span>
          <Button size="small" onClick={() => setAsking(false)}>
            Keep it
          </Button>
          <Button
            size="small"
            look="danger"
            autoFocus
            aria-label={`Revoke ${token.name} for good`}
            disabled={remove.isPending}
            onClick={() => remove.mutate(token)}
          >
            Revoke
          </Button>
        </span>
      ) : (
        <Button
          size="small"
          look="danger"
          aria-label={`Revoke ${token.name}`}
          onClick={() => setAsking(true)}
        >
          Revoke…
        </Button>
      )}
    </li>
  );
}
