import { useEffect } from 'react';
import { CommandPalette } from '@/features/command-palette/command-palette';
import { closePalette, usePalette } from './palette-state';
import { useFilterCommands } from './use-filter-commands';
import { useOpenCardCommands } from './use-open-card-commands';
import { usePageCommands } from './use-page-commands';
import { useTaskCommands } from './use-task-commands';

/** A card that was moved is another element by then, and the focus would be nowhere. */
function useFocusBackOnCard(): void {
  const cardId = usePalette((state) => state.cardId);
  useEffect(() => {
    if (cardId === null) return;
    const card = `[data-card="${CSS.escape(cardId)}"]`;
    return () =>
      void requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.querySelector<HTMLElement>(card)?.focus();
      });
  }, [cardId]);
}

/** The palette with all that this project and its open card have to offer. */
export default function ProjectPalette({ onKeys }: { onKeys: () => void }) {
  useFocusBackOnCard();
  const commands = [
    ...useOpenCardCommands(),
    ...usePageCommands(onKeys),
    ...useFilterCommands(),
    ...useTaskCommands(),
  ];
  return <CommandPalette commands={commands} onClose={closePalette} />;
}
