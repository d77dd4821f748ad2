import type { RefObject } from 'react';
import { useKeys } from '@/lib/keys';

interface BoardKeysProps {
  /** While a card is lifted the arrows move that. */
  dragging: RefObject<boolean>;
  openTaskId: string | undefined;
  onOpen: (taskId: string) => void;
}

const COLUMN = '[data-rfd-droppable-id]';
const CARD = '[data-card]';

const cardsIn = (column: Element): HTMLElement[] => [...column.querySelectorAll<HTMLElement>(CARD)];
const idOf = (card: HTMLElement): string => card.dataset['rfdDraggableId'] ?? '';

const columnsWithCards = (): Element[] =>
  [...document.querySelectorAll(COLUMN)].filter((column) => column.querySelector(CARD));

/** Where one is: the card with the focus, else the one whose task is open. */
function currentCard(openTaskId: string | undefined): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>(CARD);
  if (focused) return focused;
  return openTaskId === undefined
    ? null
    : document.querySelector<HTMLElement>(`[data-card="${CSS.escape(openTaskId)}"]`);
}

function nextInColumn(card: HTMLElement, by: number): HTMLElement | undefined {
  const column = card.closest(COLUMN);
  const cards = column ? cardsIn(column) : [];
  return cards[cards.indexOf(card) + by];
}

/** The card at the same height of the next column that has any. */
function besideColumn(card: HTMLElement, by: number): HTMLElement | undefined {
  const columns = columnsWithCards();
  const at = columns.findIndex((column) => column.contains(card));
  const target = columns[at + by];
  const top = card.getBoundingClientRect().top;
  const distance = (other: HTMLElement) => Math.abs(other.getBoundingClientRect().top - top);
  return target && cardsIn(target).sort((a, b) => distance(a) - distance(b))[0];
}

/** Arrows mean something else wherever the focus is, but on a card and on nothing at all. */
const isElsewhere = (): boolean =>
  document.activeElement !== document.body && document.activeElement?.closest(CARD) === null;

/** Moves between cards; with a task open, its drawer's keys come first, and the one that is moved to is opened. */
export default function BoardKeys({ dragging, openTaskId, onOpen }: BoardKeysProps) {
  const go =
    (find: (card: HTMLElement) => HTMLElement | undefined) =>
    (key: string): boolean => {
      if (dragging.current || (key.startsWith('Arrow') && isElsewhere())) return false;
      if (openTaskId !== undefined && (key === 'j' || key === 'k')) return false;
      const current = currentCard(openTaskId);
      const first = columnsWithCards()[0];
      const next = current ? find(current) : first && cardsIn(first)[0];
      if (!next) return current !== null;
      next.focus();
      next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      if (openTaskId !== undefined) onOpen(idOf(next));
      return true;
    };
  useKeys({
    nextCard: go((card) => nextInColumn(card, 1)),
    previousCard: go((card) => nextInColumn(card, -1)),
    nextColumn: go((card) => besideColumn(card, 1)),
    previousColumn: go((card) => besideColumn(card, -1)),
  });
  return null;
}
