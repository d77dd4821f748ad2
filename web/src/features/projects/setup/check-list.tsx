import { CircleCheck, CircleX } from 'lucide-react';
import { Button } from '@/components/button';
import type { ProjectCheck } from '@/lib/api/types';

interface CheckListProps {
  checks: readonly ProjectCheck[];
  onAgents: () => void;
  /** Absent where the settings are on the same page. */
  onSettings?: () => void;
}

const IN_SETTINGS: readonly ProjectCheck['name'][] = [
  'command_install',
  'command_test',
  'command_lint',
  'branch_exists',
];

const NAMES: Record<string, string> = {
  repo_reachable: 'Repository can be reached',
  is_repository: 'It is a git repository',
  has_commits: 'It has commits',
  branch_exists: 'The branch exists',
  not_shallow: 'It has its whole history',
  git_version: 'git is new enough',
  command_install: 'Install command',
  command_test: 'Test command',
  command_lint: 'Lint command',
  agent_ready: 'Default agent',
  sandbox: 'Sandbox',
  disk: 'Disk space',
  lfs: 'Git LFS',
  github: 'GitHub',
};

export function CheckList({ checks, onAgents, onSettings }: CheckListProps) {
  const failedFirst = [...checks].sort((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <ul className="divide-y overflow-hidden rounded-xl border bg-card" aria-label="Checks">
      {failedFirst.map((check) => (
        <li key={check.name} className="flex items-start gap-2.5 px-3.5 py-2.5 text-[13px]">
          {check.ok ? (
            <CircleCheck size={16} aria-label="passed" role="img" className="mt-0.5 flex-none text-moss-fg" />
          ) : (
            <CircleX size={16} aria-label="failed" role="img" className="mt-0.5 flex-none text-brick-fg" />
          )}
          <div className="min-w-0 flex-1 break-words">
            <p className="font-semibold">{NAMES[check.name] ?? check.name}</p>
            <p className="text-muted">{check.detail}</p>
            {check.hint !== null && (
              <p className={check.ok ? 'text-subtle' : 'text-accent-text'}>{check.hint}</p>
            )}
          </div>
          {check.name === 'agent_ready' && (!check.ok || check.hint !== null) && (
            <Button size="small" onClick={onAgents}>
              Agents
            </Button>
          )}
          {!check.ok && onSettings && IN_SETTINGS.includes(check.name) && (
            <Button
              size="small"
              aria-label={`Change it in the settings: ${NAMES[check.name] ?? check.name}`}
              onClick={onSettings}
            >
              Settings
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
