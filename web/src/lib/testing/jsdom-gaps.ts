// What browsers have and jsdom has not.
class NoResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

class NothingInSight {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollBy = () => undefined;

Object.defineProperties(window, {
  IntersectionObserver: { value: NothingInSight, configurable: true },
  ResizeObserver: { value: NoResizes },
  // Ids of tests need no escape.
  CSS: { value: { escape: (text: string) => text } },
  matchMedia: {
    value: (query: string) => Object.assign(new EventTarget(), { matches: false, media: query }),
    writable: true,
  },
});

globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
