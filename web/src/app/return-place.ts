import { routes } from '@/lib/paths';
import { dropWord, storedWord, storeWord } from '@/lib/stored';

// Not of the tab alone: a sign-in link mostly opens in another one.
const STORED = 'antfarm.return-to';

/** Remembers the page that the session ended on. */
export function keepPlace(): void {
  const { pathname, search } = window.location;
  if (pathname !== routes.signIn) storeWord(STORED, pathname + search);
}

// `//host` and `/\host` are addresses of other sites.
const isOwnPath = (place: string): boolean => /^\/(?![/\\])/.test(place);

/** Where to go on after a sign-in; the place is told once. */
export function takePlace(): string {
  const place = storedWord(STORED);
  dropWord(STORED);
  return place !== null && isOwnPath(place) ? place : routes.home;
}
