const KINDS = ['touchmove', 'touchend', 'touchcancel'];

/**
 * A card that is lifted leaves the document for its clone, and the touches that began on it go with it: they are passed
 * on to the window, where the library listens. https://github.com/hello-pangea/dnd/issues/927
 */
export function relayTouches({ target }: { target: EventTarget }): void {
  if (!(target instanceof Node)) return;
  const stop = new AbortController();
  const relay = (event: Event) => {
    if (event instanceof TouchEvent && !target.isConnected) passOn(event);
    if (event.type !== 'touchmove') stop.abort();
  };
  // Not passive: a card that is carried must not scroll its list.
  const options = { passive: false, signal: stop.signal };
  for (const kind of KINDS) target.addEventListener(kind, relay, options);
}

function passOn(event: TouchEvent): void {
  const copy = Object.assign(new Event(event.type, { cancelable: true }), { touches: event.touches });
  if (!window.dispatchEvent(copy)) event.preventDefault();
}
