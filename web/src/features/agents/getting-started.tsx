import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { CopyableCommand } from '@/components/copyable-command';
import type { Agent } from '@/lib/api/types';
import { presetName } from './adapter-words';
import { detectedAgentsQuery } from './api/get-detected-agents';
import { storedKeysQuery } from './api/get-keys';

/** Enough to choose from; all of them are listed below. */
const INSTALLS_SHOWN = 2;

interface GettingStartedProps {
  onNew: (adapter: Agent['adapter']) => void;
  /** Where there is something to begin with. */
  otherwise: ReactNode;
}

/** Where nothing is installed and no key is stored: the three ways to an agent that works. */
export function GettingStarted({ onNew, otherwise }: GettingStartedProps) {
  const detected = useQuery(detectedAgentsQuery).data;
  const stored = useQuery(storedKeysQuery).data;
  const hasSomething = detected?.some(
    ({ adapter, status }) => status === 'ready' || (status !== 'not_installed' && adapter !== 'anthropic'),
  );
  if (!detected || !stored || stored.length > 0 || hasSomething === true) return otherwise;
  const installs = detected.flatMap(({ preset, status, install }) =>
    status === 'not_installed' && install !== null ? [{ preset, install }] : [],
  );
  return (
    <section aria-labelledby="begin" className="mb-6 rounded-xl border bg-card p-4">
      <h2 id="begin" className="title text-base">
        No coding agent is ready here yet
      </h2>
      <p className="mt-0.5 mb-3 text-[13.5px] text-muted">Any one of these is enough:</p>
      <ol className="grid gap-x-5 gap-y-4 md:grid-cols-[1fr_1.3fr_1fr]">
        <Way title="Use a key, install nothing">
          <p>Store an Anthropic key under Keys, then make a profile: Antfarm brings the agent along.</p>
          <span className="flex flex-wrap gap-2">
            <Button size="small" look="primary" onClick={goToKeys}>
              Store a key
            </Button>
            <Button size="small" onClick={() => onNew('anthropic')}>
              Make its profile
            </Button>
          </span>
        </Way>
        <Way title="Install an agent">
          <p>Then come back: it is found by itself, and says whether it still needs a key.</p>
          {installs.slice(0, INSTALLS_SHOWN).map(({ preset, install }) => (
            <CopyableCommand
              key={preset}
              command={install}
              what={`command that installs ${presetName(preset)}`}
            />
          ))}
        </Way>
        <Way title="Go on with a script">
          <p>Any command line can work on a card. It needs no key, and asks nobody.</p>
          <span>
            <Button size="small" onClick={() => onNew('command')}>
              Use a command of your own
            </Button>
          </span>
        </Way>
      </ol>
    </section>
  );
}

function Way({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="flex min-w-0 flex-col gap-2 text-[13px] text-muted">
      <h3 className="text-[13.5px] font-[650] text-ink">{title}</h3>
      {children}
    </li>
  );
}

/** The section stands further down on the same page. */
function goToKeys(): void {
  const keys = document.getElementById('keys')?.closest('section');
  keys?.scrollIntoView({ block: 'start' });
  keys?.querySelector('button')?.focus({ preventScroll: true });
}
