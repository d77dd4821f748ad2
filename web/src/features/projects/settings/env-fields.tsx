import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { TextAreaField } from '@/components/field';
import { ProblemNote } from '@/components/problem-note';
import type { Project } from '@/lib/api/types';
import { notify } from '@/lib/notify';
import { useSetEnv } from '../api/set-env';
import { parseEnv } from './parse-env';

/** Which lines cannot be read; the words of them may be secrets, so that their numbers must do. */
function faultText(faults: readonly number[]): string | undefined {
  if (faults.length === 0) return undefined;
  return `${faults.length === 1 ? 'Line' : 'Lines'} ${faults.join(', ')}: write NAME=value, with a name of letters, digits and _.`;
}

export function EnvFields({ project }: { project: Project }) {
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const setEnv = useSetEnv(project.id);
  const { values, faults } = parseEnv(text);
  const store = () => {
    setTold(true);
    if (faults.length > 0 || setEnv.isPending) return;
    setEnv.mutate(values, {
      onSuccess: () => {
        setText('');
        setTold(false);
        notify('Environment sealed and stored');
      },
    });
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        store();
      }}
    >
      <p className="text-[13px] text-muted">
        Values are sealed: runs and gates get them, nobody reads them back.
        {project.setup.env_names.length === 0 && ' Nothing is stored yet.'}
      </p>
      <StoredNames
        names={project.setup.env_names}
        busy={setEnv.isPending}
        onRemove={(name) =>
          setEnv.mutate({ [name]: null }, { onSuccess: () => notify(`${name} was removed`) })
        }
      />
      <TextAreaField
        label="Add or change"
        mono
        rows={3}
        placeholder={'DATABASE_URL=postgres://…\nFEATURE_FLAG=1'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={told ? faultText(faults) : undefined}
      />
      <ProblemNote error={setEnv.error} />
      <Button
        type="submit"
        className="self-end"
        disabled={setEnv.isPending || Object.keys(values).length + faults.length === 0}
      >
        Store environment
      </Button>
    </form>
  );
}

interface StoredNamesProps {
  names: readonly string[];
  busy: boolean;
  onRemove: (name: string) => void;
}

function StoredNames({ names, busy, onRemove }: StoredNamesProps) {
  if (names.length === 0) return null;
  return (
    <ul aria-label="Stored names" className="flex flex-wrap gap-1.5">
      {names.map((name) => (
        <li
          key={name}
          className="flex min-w-0 items-center gap-1 rounded-lg border bg-raised py-0.5 pr-0.5 pl-2"
        >
          <span className="code min-w-0 truncate">{name}</span>
          <Button
            look="ghost"
            size="tiny"
            aria-label={`Remove ${name}`}
            disabled={busy}
            onClick={() => onRemove(name)}
          >
            <X size={13} aria-hidden="true" />
          </Button>
        </li>
      ))}
    </ul>
  );
}
