import { useState } from 'react';
import { Button } from '@/components/button';
import { TextAreaField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { Project } from '@/lib/api/types';
import { notify } from '@/lib/notify';
import { useSetEnv } from '../api/set-env';

/** NAME=value lines; what is no such line is left out. */
export function parseEnv(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const match = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line);
    return match?.[1] === undefined ? [] : [[match[1], match[2] ?? '']];
  });
  return Object.fromEntries(pairs);
}

export function EnvFields({ project }: { project: Project }) {
  const [text, setText] = useState('');
  const setEnv = useSetEnv(project.id);
  const names = project.setup.env_names;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setEnv.mutate(parseEnv(text), {
          onSuccess: () => {
            setText('');
            notify('Environment sealed and stored');
          },
        });
      }}
    >
      <p className="text-[13px] text-muted">
        Stored: {names.length === 0 ? 'nothing' : <span className="code">{names.join(', ')}</span>}. Values
        are sealed: runs and gates get them, nobody reads them back.
      </p>
      <TextAreaField
        label="Replace with"
        mono
        rows={3}
        placeholder={'DATABASE_URL=postgres://…\nFEATURE_FLAG=1'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ProblemNote error={setEnv.error} />
      <Button
        type="submit"
        className="self-end"
        disabled={setEnv.isPending || Object.keys(parseEnv(text)).length === 0}
      >
        Store environment
      </Button>
    </form>
  );
}
