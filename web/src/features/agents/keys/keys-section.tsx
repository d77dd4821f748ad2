import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SelectField } from '@/components/field';
import { Failed, Loading } from '@/components/state-notes';
import type { KeyProvider } from '@/lib/api/types';
import { storedKeysQuery } from '../api/get-keys';
import { KeyItem } from './key-item';

const PROVIDERS: readonly { provider: KeyProvider; name: string; placeholder: string }[] = [
  { provider: 'anthropic', name: 'Anthropic', placeholder: 'sk-ant-…' },
  { provider: 'openai', name: 'OpenAI', placeholder: 'sk-…' },
  { provider: 'gemini', name: 'Gemini', placeholder: 'AIza…' },
  { provider: 'github', name: 'GitHub', placeholder: 'github_pat_…' },
];

/** Keys of model providers: for all projects, or for the one that is open. */
export function KeysSection({ project }: { project: { id: string; name: string } }) {
  const stored = useQuery(storedKeysQuery);
  const [forProject, setForProject] = useState(false);
  const projectId = forProject ? project.id : null;
  return (
    <section className="mt-8" aria-labelledby="keys">
      <div className="mb-2 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="keys" className="title text-base">
            Keys
          </h2>
          <p className="text-[13px] text-muted">
            Sealed, and handed only to runs of profiles that need them. Nobody reads them back; logs never
            show them.
          </p>
        </div>
        <div className="max-w-full">
          <SelectField
            label="Keys for"
            value={forProject ? 'project' : 'all'}
            onChange={(event) => setForProject(event.target.value === 'project')}
            options={[
              { value: 'all', label: 'All projects' },
              { value: 'project', label: `Only ${project.name}` },
            ]}
          />
        </div>
      </div>
      {stored.isPending && <Loading what="the keys" />}
      {stored.error && !stored.data && (
        <Failed what="the keys" error={stored.error} onRetry={() => void stored.refetch()} />
      )}
      {stored.data && (
        <ul className="divide-y overflow-hidden rounded-xl border bg-card">
          {PROVIDERS.map(({ provider, name, placeholder }) => (
            <KeyItem
              key={`${provider}:${projectId}`}
              place={{ provider, projectId }}
              name={name}
              placeholder={placeholder}
              stored={stored.data.find((key) => key.provider === provider && key.project_id === projectId)}
              inherited={stored.data.some((key) => key.provider === provider && key.project_id === null)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
