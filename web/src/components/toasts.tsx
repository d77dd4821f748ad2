import { Suspense, useEffect, useState } from 'react';
import { useNotices } from '@/lib/notify';
import { onDemand } from '@/lib/on-demand';

const ToastHost = onDemand(() => import('./toast-host'));

/** When what the page itself needs is there. */
const LATER_MS = 2_000;

/** Most visits show no toast. The code for them is there before the first: that may be about a server that is gone. */
export function Toasts() {
  const waiting = useNotices((state) => state.notices.length > 0);
  const [needed, setNeeded] = useState(false);
  if (waiting && !needed) setNeeded(true);
  useEffect(() => {
    const timer = setTimeout(() => void ToastHost.preload(), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  return <Suspense>{needed && <ToastHost />}</Suspense>;
}
