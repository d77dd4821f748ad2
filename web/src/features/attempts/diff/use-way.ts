import {
  startTransition,
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type RefObject,
} from 'react';
import type { CommentPosition } from '@/lib/api/types';
import { parseLineParam } from '../comments/line-position';
import type { LineTarget } from './diff-file';
import type { DiffPlace } from './diff-place';

const LOOK_MS = 120;

const positionOf = (place: DiffPlace | null): CommentPosition | null =>
  place?.line === undefined ? null : parseLineParam(place.file, place.line);

const targetOf = (place: DiffPlace | null): LineTarget | null => {
  const position = positionOf(place);
  return position && { position };
};

const openAt = (place: DiffPlace | null): ReadonlyMap<string, boolean> =>
  new Map(place?.line === undefined ? [] : [[place.file, true]]);

/** Where one is in the diff and how one gets about in it; the address follows, and leads when it changes by itself. */
export function useWay(
  root: RefObject<HTMLElement | null>,
  place: DiffPlace | null,
  onPlace: (place: DiffPlace) => void,
) {
  const [opened, setOpened] = useState(() => openAt(place));
  const [target, setTarget] = useState(() => targetOf(place));
  const [selected, select] = useState(() => positionOf(place));
  const [current, setCurrent] = useState(place?.file ?? null);
  /** The place that was gone to last, so that our own changes of the address lead nowhere. */
  const gone = useRef<string | null>(null);
  /** A step was the last move, and no wheel or finger: small files at the end never reach the top. */
  const steered = useRef(place !== null);

  const link = useCallback(
    (next: DiffPlace) => {
      gone.current = keyOf(next);
      onPlace(next);
    },
    [onPlace],
  );
  const go = useCallback(
    (next: DiffPlace) => {
      const position = positionOf(next);
      steered.current = true;
      setCurrent(next.file);
      setTarget(position && { position });
      select(position);
      if (position) setOpened((known) => new Map(known).set(next.file, true));
      else sectionOf(root.current, next.file)?.scrollIntoView({ block: 'start' });
    },
    [root],
  );
  const goTo = useCallback(
    (next: DiffPlace) => {
      link(next);
      go(next);
    },
    [go, link],
  );

  const followAddress = useEffectEvent(() => {
    if (!place || gone.current === keyOf(place)) return;
    gone.current = keyOf(place);
    go(place);
  });
  const key = place && keyOf(place);
  useEffect(() => followAddress(), [key]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // To ask what is where costs a layout: not for every frame of a scroll.
  const look = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const path = steered.current ? null : pathInView(root.current);
      if (path !== null) startTransition(() => setCurrent(path));
    }, LOOK_MS);
  };
  const letGo = () => {
    steered.current = false;
  };
  return {
    opened,
    target,
    selected,
    current,
    goTo,
    link,
    select,
    openFile: useCallback(
      (path: string, open: boolean) => setOpened((known) => new Map(known).set(path, open)),
      [],
    ),
    forgetOpen: useCallback(
      (path: string) => setOpened((known) => new Map([...known].filter(([other]) => other !== path))),
      [],
    ),
    /** For the element around the scroller. */
    steering: { onScrollCapture: look, onWheel: letGo, onTouchMove: letGo, onPointerDown: letGo },
  };
}

const keyOf = ({ file, line }: DiffPlace): string => `${line ?? ''}:${file}`;

const sectionOf = (root: HTMLElement | null, path: string): Element | null | undefined =>
  root?.querySelector(`[data-diff-path="${CSS.escape(path)}"]`);

/** The file whose header stands at the top. */
function pathInView(root: HTMLElement | null): string | null {
  const box = root?.querySelector('.diff-scroller')?.getBoundingClientRect();
  const top = box && document.elementFromPoint(box.left + box.width / 2, box.top + 8);
  return top?.closest('[data-diff-path]')?.getAttribute('data-diff-path') ?? null;
}
