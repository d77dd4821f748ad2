import { useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import type { KeyName } from '@/lib/keys';
import { useKeys } from '@/lib/keys';
import { onDemand } from '@/lib/on-demand';
import { PAGES } from '../pages';
import { closePalette, nearPalette, openPalette, usePalette } from '../palette/palette-state';

const ProjectPalette = onDemand(() => import('../palette/project-palette'));
const KeysDialog = onDemand(() => import('./keys-dialog'));

/** Whoever holds Ctrl or Cmd may be about to press K. */
function nearOnModifier(event: KeyboardEvent): void {
  if (event.key === 'Control' || event.key === 'Meta') nearPalette();
}

/** The keys that work everywhere in a project, and what they open. */
export function ProjectKeys({ projectId }: { projectId: string }) {
  const navigate = useNavigate();
  const { open, near } = usePalette();
  const [help, setHelp] = useState(false);

  const goKeys: Partial<Record<KeyName, () => void>> = Object.fromEntries(
    PAGES.map(({ shortcut, to }) => [shortcut, () => void navigate({ to, params: { projectId } })]),
  );
  useKeys({ ...goKeys, commands: openPalette, help: () => setHelp(true) });

  useEffect(() => {
    if (near) void ProjectPalette.preload();
  }, [near]);

  useEffect(() => {
    window.addEventListener('keydown', nearOnModifier);
    return () => {
      window.removeEventListener('keydown', nearOnModifier);
      closePalette();
    };
  }, []);

  return (
    <Suspense>
      {open && <ProjectPalette onKeys={() => setHelp(true)} />}
      {help && <KeysDialog onClose={() => setHelp(false)} />}
    </Suspense>
  );
}
