import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { CopyableCommand } from '@/components/copyable-command';
import { Pill } from '@/components/pill';
import { Failed, Loading } from '@/components/state-notes';
import type { DetectedAgent } from '@/lib/api/types';
import type { Tone } from '@/lib/attempt-activity';
import { presetName } from './adapter-words';
import { detectedAgentsQuery } from './api/get-detected-agents';

const READINESS: Record<DetectedAgent['status'], { tone: Tone; word: string }> = {
  ready: { tone: 'moss', word: 'ready' },
  needs_auth: { tone: 'amber', word: 'needs a key' },
  not_installed: { tone: 'stone', word: 'not installed' },
};

/** Programs of the field, what each lacks here, and how that is mended. */
export function DetectedAgents({ onUse }: { onUse: (preset: string) => void }) {
  const detected = useQuery(detectedAgentsQuery);
  return (
    <section className="mt-8" aria-labelledby="detected">
      <h2 id="detected" className="title mb-2 text-base">
        On this machine
      </h2>
      {detected.isPending && <Loading what="what is installed" />}
      {detected.error && !detected.data && (
        <Failed what="what is installed" error={detected.error} onRetry={() => void detected.refetch()} />
      )}
      {detected.data && (
        <ul className="divide-y overflow-hidden rounded-xl border bg-card">
          {detected.data.map((entry) => (
            <DetectedItem key={entry.preset} entry={entry} onUse={() => onUse(entry.preset)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function DetectedItem({ entry, onUse }: { entry: DetectedAgent; onUse: () => void }) {
  const { status, preset, version, detail, hint, install } = entry;
  const name = presetName(preset);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2.5 text-[13px]">
      <span className="font-semibold">{name}</span>
      <span className="min-w-0 truncate text-subtle">{version}</span>
      <span className="ml-auto flex items-center gap-2">
        <Pill tone={READINESS[status].tone}>{READINESS[status].word}</Pill>
        {status !== 'not_installed' && (
          <Button size="small" aria-label={`Make a profile of ${name}`} onClick={onUse}>
            Make a profile
          </Button>
        )}
      </span>
      {status !== 'ready' && (
        <p className="w-full text-xs break-words text-subtle">{[detail, hint].filter(Boolean).join(' ')}</p>
      )}
      {status === 'not_installed' && install !== null && (
        <CopyableCommand command={install} what={`command that installs ${name}`} />
      )}
    </li>
  );
}
