import { Copy, Ellipsis, Hand, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { Menu, MenuItem, MenuLine } from '@/components/menu';
import { announce } from '@/lib/announce';
import type { Agent, AgentReadiness } from '@/lib/api/types';
import { ADAPTER_WORDS, presetName } from './adapter-words';
import { DeleteAgentDialog } from './delete-agent-dialog';
import { useSayHello } from './api/say-hello';
import { HelloResult } from './hello/hello-result';

interface AgentItemProps {
  agent: Agent;
  projectId: string;
  readiness: AgentReadiness | undefined;
  onEdit: () => void;
  onDuplicate: () => void;
}

/** Not what every profile is, but what is special about this one. */
function traits(agent: Agent): string {
  const { sandbox, network, model, preset, limits, role } = agent;
  return [
    preset === null ? ADAPTER_WORDS[agent.adapter].label : presetName(preset),
    model,
    role,
    sandbox === 'auto' ? null : `sandbox ${sandbox}`,
    network === 'open' ? null : `network ${network}`,
    limits.max_runtime_s === null ? null : `${Math.round(limits.max_runtime_s / 60)} min`,
    limits.max_cost_usd === null ? null : `$${limits.max_cost_usd}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

export function AgentItem({ agent, projectId, readiness, onEdit, onDuplicate }: AgentItemProps) {
  const hello = useSayHello(agent.id, projectId);
  const [deleting, setDeleting] = useState(false);
  const greet = () =>
    hello.mutate(undefined, {
      onSuccess: ({ ok, detail }) => announce(`${agent.name}: ${ok ? 'works' : 'does not work'}. ${detail}`),
    });
  return (
    <li className="flex min-w-0 flex-col gap-2.5 rounded-xl border bg-card p-3.5">
      <div className="flex min-w-0 items-start gap-3">
        <Avatar seed={agent.id} name={agent.name} />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold break-words">
            <bdi>{agent.name}</bdi>
          </h2>
          <p className="text-xs break-words text-subtle">{traits(agent)}</p>
        </div>
        <Menu
          align="end"
          trigger={
            <Button look="ghost" size="tiny" aria-label={`More of ${agent.name}`}>
              <Ellipsis size={15} aria-hidden="true" />
            </Button>
          }
        >
          <MenuItem onSelect={onEdit}>
            <Pencil size={14} aria-hidden="true" /> Edit
          </MenuItem>
          <MenuItem onSelect={onDuplicate}>
            <Copy size={14} aria-hidden="true" /> Duplicate
          </MenuItem>
          <MenuLine />
          <MenuItem danger onSelect={() => setDeleting(true)}>
            <Trash2 size={14} aria-hidden="true" /> Delete…
          </MenuItem>
        </Menu>
      </div>
      {agent.command !== null && (
        // The clamp is inside: a third line would look out from under padding of its own.
        <div className="rounded-md bg-sunken px-2 py-1">
          <code className="code line-clamp-2 break-all text-muted">{agent.command}</code>
        </div>
      )}
      {readiness?.ok === false && (
        <p className="flex gap-2 rounded-lg bg-amber-bg px-2.5 py-2 text-[13px] text-amber-fg">
          <TriangleAlert size={15} aria-hidden="true" className="mt-0.5 flex-none" />
          <span className="min-w-0 break-words">
            <b className="font-semibold">Not usable yet.</b> {readiness.detail} {readiness.hint}
          </span>
        </p>
      )}
      <HelloResult
        since={hello.isPending ? hello.submittedAt : null}
        answer={hello.data}
        error={hello.error}
      />
      <div className="mt-auto flex flex-wrap gap-2 pt-0.5">
        <Button
          size="small"
          disabled={hello.isPending}
          aria-label={`Say hello to ${agent.name}`}
          onClick={greet}
        >
          <Hand size={14} aria-hidden="true" />
          {hello.isPending ? 'Saying hello…' : hello.data || hello.error ? 'Say hello again' : 'Say hello'}
        </Button>
        <Button size="small" look="ghost" aria-label={`Edit ${agent.name}`} onClick={onEdit}>
          Edit
        </Button>
      </div>
      {deleting && <DeleteAgentDialog agent={agent} onClose={() => setDeleting(false)} />}
    </li>
  );
}
