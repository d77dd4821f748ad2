import { routes } from '@/lib/paths';

// Not of the tab alone: a sign-in link mostly opens in another one.
const STORED = 'antfarm.return-to';

/** Remembers the page that the session ended on. */
export function keepPlace(): void {
  const { pathname, search } = window.location;
  if (pathname !== routes.signIn) localStorage.setItem(STORED, pathname + search);
}

// `//host` and `/\host` are addresses of other sites.
const isOwnPath = (place: string): boolean => /^\/(?![/\\])/.test(place);

/** Where to go on after a sign-in; the place is told once. */
export function takePlace(): string {
  const place = localStorage.getItem(STORED);
  localStorage.removeItem(STORED);
  return place !== null && isOwnPath(place) ? place : routes.home;
}
