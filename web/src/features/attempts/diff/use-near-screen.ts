import { useEffect, useRef, useState } from 'react';

/** Who flies by does not read: only what stays so long near the screen is drawn. */
const STAYS_MS = 100;

/** Becomes true once the element is near the screen, at first or after a moment there, and stays so; `known` says so beforehand. */
export function useNearScreen(known = false) {
  const ref = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(known);
  useEffect(() => {
    const element = ref.current;
    if (!element || near) return;
    let isFirst = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        clearTimeout(timer);
        const isNear = entries.at(-1)?.isIntersecting === true;
        if (isNear && isFirst) setNear(true);
        else if (isNear) timer = setTimeout(() => setNear(true), STAYS_MS);
        isFirst = false;
      },
      { root: element.closest('.diff-scroller'), rootMargin: '600px' },
    );
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [near]);
  return { ref, near };
}
