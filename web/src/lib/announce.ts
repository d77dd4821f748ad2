import { create } from 'zustand';

/** What the polite live region says next; the counter makes the same sentence sayable twice. */
export const useAnnouncement = create<{ text: string; count: number }>(() => ({ text: '', count: 0 }));

export const announce = (text: string): void =>
  useAnnouncement.setState((state) => ({ text, count: state.count + 1 }));
