/** Faster than this nobody reads, and a page that draws no more often has time for everything else. */
const BETWEEN_MS = 80;

/** Draws in the next frame after a quiet time, and else so often that a flood of lines leaves the page free. */
export function createPace(): (draw: () => void) => void {
  let last = -BETWEEN_MS;
  return (draw) => {
    const inFrame = () =>
      requestAnimationFrame(() => {
        last = performance.now();
        draw();
      });
    const wait = last + BETWEEN_MS - performance.now();
    if (wait > 0) setTimeout(inFrame, wait);
    else inFrame();
  };
}
