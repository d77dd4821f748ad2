import type { CommentPosition } from '@/lib/api/types';

const TRIES = 40;
const ROOM = 0.3;

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

function findLine(lines: Element, { side, line }: CommentPosition): Element | null {
  const root = lines.querySelector('diffs-container')?.shadowRoot;
  const removed = '[data-line-type="change-deletion"]';
  const wanted =
    side === 'old'
      ? [
          `[data-deletions] [data-line="${line}"]`,
          `[data-unified] [data-line="${line}"]${removed}`,
          `[data-unified] [data-alt-line="${line}"]`,
        ]
      : [`[data-additions] [data-line="${line}"]`, `[data-unified] [data-line="${line}"]:not(${removed})`];
  return root?.querySelector(wanted.join()) ?? null;
}

/**
 * Brings a line into view. Lines far away are not rendered: where one is among its file's is a first guess,
 * made better at each frame until it is there.
 */
export async function scrollToLine(lines: Element, position: CommentPosition, share: number): Promise<void> {
  const scroller = lines.closest('.diff-scroller');
  if (!scroller) return;
  const view = () => scroller.getBoundingClientRect();
  for (let tries = 0; tries < TRIES && lines.isConnected; tries++) {
    const found = findLine(lines, position)?.getBoundingClientRect();
    if (found) {
      const { top, bottom, height } = view();
      // Below the sticky header of its file.
      if (found.top >= top + 48 && found.bottom <= bottom) return;
      scroller.scrollBy({ top: found.top - top - height * ROOM });
    } else {
      const { top, height } = lines.getBoundingClientRect();
      scroller.scrollBy({ top: top + height * share - view().top - view().height * ROOM });
    }
    await nextFrame();
  }
}
