import { create } from 'zustand';

interface PaletteState {
  open: boolean;
  /** Somebody is about to open it: its code is fetched. */
  near: boolean;
  /** The card that had the focus: what the commands are about when no task is open. */
  cardId: string | null;
}

export const usePalette = create<PaletteState>(() => ({ open: false, near: false, cardId: null }));

export const nearPalette = (): void => usePalette.setState({ near: true });

export function openPalette(): void {
  const card = document.activeElement?.closest('[data-card]');
  usePalette.setState({ open: true, cardId: card?.getAttribute('data-card') ?? null });
}

export const closePalette = (): void => usePalette.setState({ open: false });
