/** What is measured inside the page; put into it before its own scripts run. Every time is in milliseconds. */
globalThis.bench = {
  /** Notes how long each frame took until `frames()` is called. */
  watchFrames() {
    const gaps = [];
    let last = performance.now();
    let going = true;
    const tick = (now) => {
      gaps.push(now - last);
      last = now;
      if (going) requestAnimationFrame(tick);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(tick);
    });
    globalThis.bench.frames = () => {
      going = false;
      return gaps;
    };
  },

  scriptsLoadedBy(time) {
    const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
    return scripts.filter(({ responseEnd }) => responseEnd <= time).map(({ name }) => name);
  },

  /** Resolves with the time of the first frame in which the condition holds. */
  frameWhen(condition, limit = 20_000) {
    const start = performance.now();
    return new Promise((resolve, reject) => {
      const look = (now) => {
        if (condition()) resolve(now);
        else if (now - start > limit) reject(new Error(`Never came true: ${condition}`));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  },

  /** Nobody takes a card in the very frame in which it appears. */
  async idle() {
    await bench.frameWhen(() => document.querySelector('[data-rfd-draggable-id]') !== null);
    await new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)));
  },

  untilLifted() {
    return bench.frameWhen(() =>
      [...document.querySelectorAll('[data-card]')].some(
        (element) => getComputedStyle(element).position === 'fixed',
      ),
    );
  },

  /** The drag follows the hand by frames, as it would a person's. */
  twoFrames() {
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  },

  /** From now until a line of a diff has been painted; they lie in the shadow roots of the diff's elements. */
  async untilDiffLine(within = 'body') {
    const start = performance.now();
    const hasLine = (element) => element.shadowRoot?.querySelector('[data-line]') != null;
    const painted = await bench.frameWhen(() =>
      [...document.querySelectorAll(`${within} diffs-container`)].some(hasLine),
    );
    return painted - start;
  },

  /** From when the button is let go; `rest()` resolves with how long the card then took to lie in its column. */
  watchDrop(title, column) {
    const lies = () => {
      const list = document.querySelector(`section[aria-label="${column}"]`);
      const cards = [...(list?.querySelectorAll('[data-card]') ?? [])];
      const card = cards.find((element) => element.textContent.includes(title));
      const style = card && getComputedStyle(card);
      return style && style.position !== 'fixed' && style.transform === 'none';
    };
    const rest = new Promise((resolve, reject) => {
      const onDrop = async () => {
        const dropped = performance.now();
        await bench.frameWhen(lies).then((now) => resolve(now - dropped), reject);
      };
      addEventListener('mouseup', onDrop, { capture: true, once: true });
    });
    bench.rest = () => rest;
  },
};
