import { useShallow } from 'zustand/react/shallow';
import { createStored } from './stored';

/** What is written and not yet sent, by the place that it is written in; it outlives a closed drawer and a reload. */
const useDraftStore = createStored<{ texts: Record<string, string> }>('antfarm.drafts', { texts: {} });

/** Writes a draft from outside of its field: what was refused goes back to where it was typed. */
export function setDraft(place: string, text: string | null): void {
  const others = Object.entries(useDraftStore.getState().texts).filter(([other]) => other !== place);
  useDraftStore.setState({ texts: Object.fromEntries(text === null ? others : [...others, [place, text]]) });
}

/** What is being written, for those who do not show it; `null` where nothing is. */
export const draftAt = (place: string): string | null => useDraftStore.getState().texts[place] ?? null;

/** Puts what was refused back into its field, before what is written there by now. */
export function putBackDraft(place: string, text: string, between = '\n'): void {
  setDraft(place, [text, draftAt(place)].filter(Boolean).join(between));
}

/** `null` where nothing is being written. */
export function useDraft(place: string) {
  const draft = useDraftStore((state) => state.texts[place] ?? null);
  return { draft, setDraft: (text: string | null) => setDraft(place, text) };
}

/** The places below a prefix in which such a text is being written; the same list while none comes or goes. */
export const useDraftPlaces = (prefix: string, isSuch: (text: string) => boolean): readonly string[] =>
  useDraftStore(
    useShallow(({ texts }) =>
      Object.keys(texts).filter((place) => place.startsWith(prefix) && isSuch(texts[place] ?? '')),
    ),
  );

/** Ends the draft of what was saved, unless it was changed since. */
export function dropSaved(place: string, saved: string): void {
  if (useDraftStore.getState().texts[place]?.trim() === saved.trim()) setDraft(place, null);
}
