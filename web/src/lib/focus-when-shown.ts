const FRAMES = 60;

/** Focuses what is not rendered yet as soon as it is; gives up after a second. Hands out how to stop. */
export function focusWhenShown(find: () => HTMLElement | null): () => void {
  let left = FRAMES;
  let frame = 0;
  const attempt = () => {
    const element = find();
    element?.focus({ preventScroll: true });
    if (element && document.activeElement === element)
      (element.closest('form') ?? element).scrollIntoView({ block: 'nearest' });
    else if (--left > 0) frame = requestAnimationFrame(attempt);
  };
  attempt();
  return () => cancelAnimationFrame(frame);
}
