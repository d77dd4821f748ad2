import { useQuery } from '@tanstack/react-query';
import { Bot } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Button } from '@/components/button';
import { Empty, Failed, Loading } from '@/components/state-notes';
import type { Agent } from '@/lib/api/types';
import { onDemand } from '@/lib/on-demand';
import { AgentItem } from './agent-item';
import { agentReadinessQuery } from './api/get-agent-readiness';
import { agentsQuery } from './api/get-agents';
import { DetectedAgents } from './detected-agents';
import { GettingStarted } from './getting-started';
import { KeysSection } from './keys/keys-section';

const AgentDialog = onDemand(() => import('./agent-dialog'));

/** What the dialog is open for. */
type Editing =
  | { kind: 'edit' | 'duplicate'; agent: Agent }
  | { kind: 'new'; preset?: string; adapter?: Agent['adapter'] }
  | null;

const begunWith = ({ preset, adapter }: { preset?: string; adapter?: Agent['adapter'] }) => ({
  ...(preset !== undefined && { preset }),
  ...(adapter !== undefined && { adapter }),
});

export function AgentsPage({ project }: { project: { id: string; name: string } }) {
  const agents = useQuery(agentsQuery);
  const readiness = useQuery(agentReadinessQuery);
  const [editing, setEditing] = useState<Editing>(null);
  return (
    <main className="thin-scroll h-full overflow-y-auto px-5 py-4 max-md:px-3.5">
      <div className="mx-auto max-w-4xl pb-10">
        <header className="mb-4 flex flex-wrap items-center gap-3">
          <h1 className="title text-[21px]">Agents</h1>
          <Button look="primary" className="ml-auto" onClick={() => setEditing({ kind: 'new' })}>
            <Bot size={15} aria-hidden="true" /> New agent profile
          </Button>
        </header>
        {agents.isPending && <Loading what="agents" />}
        {agents.error && !agents.data && (
          <Failed what="the agents" error={agents.error} onRetry={() => void agents.refetch()} />
        )}
        <GettingStarted
          onNew={(adapter) => setEditing({ kind: 'new', adapter })}
          otherwise={
            agents.data?.length === 0 && (
              <Empty title="No agents yet">
                An agent profile says who works on a card, and what they may do. Begin with one that is
                installed here, below, or with a command of your own.
              </Empty>
            )
          }
        />
        <ul className="grid items-start gap-2.5 sm:grid-cols-2">
          {agents.data?.map((agent) => (
            <AgentItem
              key={agent.id}
              agent={agent}
              projectId={project.id}
              readiness={readiness.data?.get(agent.id)}
              onEdit={() => setEditing({ kind: 'edit', agent })}
              onDuplicate={() => setEditing({ kind: 'duplicate', agent })}
            />
          ))}
        </ul>
        <DetectedAgents onUse={(preset) => setEditing({ kind: 'new', preset })} />
        <KeysSection project={project} />
      </div>
      <Suspense>
        {editing !== null && (
          <AgentDialog
            agent={editing.kind === 'edit' ? editing.agent : null}
            {...(editing.kind === 'duplicate' && { copyOf: editing.agent })}
            {...(editing.kind === 'new' && begunWith(editing))}
            onClose={() => setEditing(null)}
          />
        )}
      </Suspense>
    </main>
  );
}
