import { CircleAlert, CircleCheck, CircleX, type LucideIcon } from 'lucide-react';
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

const OUTCOMES = ['failed', 'warning', 'passed'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** What passed and still asks for something is no plain green. */
function outcomeOf({ ok, hint }: ProjectCheck): Outcome {
  if (!ok) return 'failed';
  return hint === null ? 'passed' : 'warning';
}

const LOOKS: Record<Outcome, { Icon: LucideIcon; ink: string }> = {
  failed: { Icon: CircleX, ink: 'text-brick-fg' },
  warning: { Icon: CircleAlert, ink: 'text-ochre-fg' },
  passed: { Icon: CircleCheck, ink: 'text-moss-fg' },
};

function Outcome({ check }: { check: ProjectCheck }) {
  const outcome = outcomeOf(check);
  const { Icon, ink } = LOOKS[outcome];
  return <Icon size={16} aria-label={outcome} role="img" className={`mt-0.5 flex-none ${ink}`} />;
}

export function CheckList({ checks, onAgents, onSettings }: CheckListProps) {
  const worstFirst = [...checks].sort(
    (a, b) => OUTCOMES.indexOf(outcomeOf(a)) - OUTCOMES.indexOf(outcomeOf(b)),
  );
  return (
    <ul className="divide-y overflow-hidden rounded-xl border bg-card" aria-label="Checks">
      {worstFirst.map((check) => (
        <li key={check.name} className="flex items-start gap-2.5 px-3.5 py-2.5 text-[13px]">
          <Outcome check={check} />
          <div className="min-w-0 flex-1 break-words">
            <p className="font-semibold">{NAMES[check.name] ?? check.name}</p>
            <p className="text-muted">{check.detail}</p>
            {check.hint !== null && <p className="text-accent-text">{check.hint}</p>}
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
