import { create } from 'zustand';
import { urls } from '@/lib/paths';

interface Contact {
  /** The server answers, as far as one knows. */
  answers: boolean;
  /** News of the open project arrive. */
  pushes: boolean;
  /** This machine has a network; a server on it answers without one. */
  online: boolean;
}

export const useContact = create<Contact>(() => ({
  answers: true,
  pushes: true,
  online: navigator.onLine,
}));

const AGAIN_MS = 2_000;
const MOST_MS = 5_000;

let waiting = new AbortController();
let asking: Promise<void> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Aborted when the server turns out to be away: whoever waits for its answer waits in vain. */
export const untilLost = (): AbortSignal => waiting.signal;

/** Asks whether the server answers, and goes on asking until it does. */
export function checkContact(): void {
  asking ??= ask().finally(() => {
    asking = null;
  });
}

async function ask(): Promise<void> {
  clearTimeout(timer);
  const answers = await fetch(urls.health, { cache: 'no-store', signal: AbortSignal.timeout(MOST_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (answers !== useContact.getState().answers) useContact.setState({ answers });
  if (answers) return;
  waiting.abort();
  waiting = new AbortController();
  timer = setTimeout(checkContact, AGAIN_MS);
}

for (const event of ['online', 'offline'])
  window.addEventListener(event, () => {
    useContact.setState({ online: navigator.onLine });
    checkContact();
  });
