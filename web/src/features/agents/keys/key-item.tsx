import { useState } from 'react';
import { Button } from '@/components/button';
import { TextField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { StoredKey } from '@/lib/api/types';
import { age } from '@/lib/format/duration';
import { notify } from '@/lib/notify';
import { useNow } from '@/lib/use-now';
import { type KeyPlace, useRemoveKey, useStoreKey } from '../api/change-key';

interface KeyItemProps {
  place: KeyPlace;
  name: string;
  placeholder: string;
  stored: StoredKey | undefined;
  /** There is one for all projects. */
  inherited: boolean;
}

export function KeyItem({ place, name, placeholder, stored, inherited }: KeyItemProps) {
  const [writing, setWriting] = useState(false);
  const [value, setValue] = useState('');
  const store = useStoreKey();
  const remove = useRemoveKey();
  const now = useNow(60_000);
  const close = () => {
    setValue('');
    setWriting(false);
    store.reset();
  };
  const submit = () => {
    if (value.trim() === '' || store.isPending) return;
    store.mutate(
      { place, value: value.trim() },
      {
        onSuccess: () => {
          close();
          notify(`The ${name} key is sealed and stored`);
        },
      },
    );
  };
  const status = stored
    ? `ends in ${stored.last4} · stored ${age(stored.created_at, now)}${age(stored.created_at, now) === 'now' ? '' : ' ago'}`
    : place.projectId !== null && inherited
      ? 'the one for all projects is used'
      : 'none stored';
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5 text-[13px]">
      <span className="font-semibold">{name}</span>
      <span className="min-w-0 flex-1 text-subtle">{status}</span>
      {!writing && (
        <span className="flex gap-2">
          <Button
            size="small"
            aria-label={`${stored ? 'Replace' : 'Store'} the ${name} key`}
            onClick={() => setWriting(true)}
          >
            {stored ? 'Replace' : 'Store'}
          </Button>
          {stored && (
            <Button
              size="small"
              look="danger"
              aria-label={`Remove the ${name} key`}
              disabled={remove.isPending}
              onClick={() =>
                remove.mutate(
                  { place, value: '' },
                  { onSuccess: () => notify(`The ${name} key was removed`) },
                )
              }
            >
              Remove
            </Button>
          )}
        </span>
      )}
      {writing && (
        <form
          className="flex w-full flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <TextField
            label={`${name} key`}
            type="password"
            mono
            autoFocus
            autoComplete="new-password"
            placeholder={placeholder}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
          <ProblemNote error={store.error} />
          <div className="flex justify-end gap-2">
            <Button size="small" onClick={close}>
              Cancel
            </Button>
            <Button
              size="small"
              look="primary"
              type="submit"
              disabled={value.trim() === '' || store.isPending}
            >
              Seal and store
            </Button>
          </div>
        </form>
      )}
      {remove.error && (
        <div className="w-full">
          <ProblemNote error={remove.error} />
        </div>
      )}
    </li>
  );
}
