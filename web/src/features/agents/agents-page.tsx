import { useQuery } from '@tanstack/react-query';
import { Bot, Pencil, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Pill } from '@/components/pill';
import { Empty, Failed, Loading } from '@/components/state-notes';
import type { Agent, DetectedAgent } from '@/lib/api/types';
import type { Tone } from '@/lib/attempt-activity';
import { useDeleteAgent } from './api/delete-agent';
import { agentsQuery } from './api/get-agents';
import { detectedAgentsQuery } from './api/get-detected-agents';

const AgentDialog = lazy(() => import('./agent-dialog'));

export function AgentsPage() {
  const agents = useQuery(agentsQuery);
  const [editing, setEditing] = useState<Agent | 'new' | null>(null);
  return (
    <main className="thin-scroll h-full overflow-y-auto px-5 py-4 max-md:px-3.5">
      <div className="mx-auto max-w-4xl">
        <header className="mb-4 flex items-center gap-3">
          <h1 className="title text-[21px]">Agents</h1>
          <Button look="primary" className="ml-auto" onClick={() => setEditing('new')}>
            <Bot size={15} aria-hidden="true" /> New agent profile
          </Button>
        </header>
        {agents.isPending && <Loading what="agents" />}
        {agents.error && !agents.data && (
          <Failed what="the agents" error={agents.error} onRetry={() => void agents.refetch()} />
        )}
        {agents.data?.length === 0 && (
          <Empty title="No agents yet">
            An agent profile says which command works on a card, and what it may do.
          </Empty>
        )}
        <ul className="grid gap-2.5 sm:grid-cols-2">
          {agents.data?.map((agent) => (
            <AgentItem key={agent.id} agent={agent} onEdit={() => setEditing(agent)} />
          ))}
        </ul>
        <DetectedAgents />
      </div>
      <Suspense>
        {editing !== null && (
          <AgentDialog agent={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
        )}
      </Suspense>
    </main>
  );
}

function AgentItem({ agent, onEdit }: { agent: Agent; onEdit: () => void }) {
  const remove = useDeleteAgent();
  return (
    <li className="flex min-w-0 items-start gap-3 rounded-xl border bg-card p-3.5">
      <Avatar seed={agent.id} name={agent.name} />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold">
          <bdi>{agent.name}</bdi>
        </h2>
        <p className="text-xs text-subtle">
          {agent.adapter} · sandbox {agent.sandbox}
        </p>
        {agent.command !== null && (
          <code className="code mt-1 block truncate text-muted">{agent.command}</code>
        )}
      </div>
      <span className="flex flex-none">
        <Button look="ghost" size="tiny" aria-label={`Edit ${agent.name}`} onClick={onEdit}>
          <Pencil size={14} aria-hidden="true" />
        </Button>
        <Button
          look="ghost"
          size="tiny"
          aria-label={`Delete ${agent.name}`}
          onClick={() => remove.mutate(agent)}
        >
          <Trash2 size={14} aria-hidden="true" />
        </Button>
      </span>
    </li>
  );
}

const READINESS: Record<DetectedAgent['status'], { tone: Tone; word: string }> = {
  ready: { tone: 'moss', word: 'ready' },
  needs_auth: { tone: 'amber', word: 'needs sign-in' },
  not_installed: { tone: 'stone', word: 'not installed' },
};

function DetectedAgents() {
  const detected = useQuery(detectedAgentsQuery);
  if (!detected.data || detected.data.length === 0) return null;
  return (
    <section className="mt-8" aria-labelledby="detected">
      <h2 id="detected" className="title mb-2 text-base">
        On this machine
      </h2>
      <ul className="divide-y overflow-hidden rounded-xl border bg-card">
        {detected.data.map((entry) => (
          <li
            key={`${entry.adapter}:${entry.preset}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3.5 py-2.5 text-[13px]"
          >
            <span className="font-semibold">{entry.preset}</span>
            <span className="text-subtle">{entry.version}</span>
            <span className="ml-auto">
              <Pill tone={READINESS[entry.status].tone}>{READINESS[entry.status].word}</Pill>
            </span>
            {entry.status !== 'ready' && (
              <span className="w-full text-xs text-subtle">
                {[entry.detail, entry.hint].filter(Boolean).join(' ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
