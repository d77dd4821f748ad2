import { lazy, Suspense, useState } from 'react';
import { useNotices } from '@/lib/notify';

const ToastHost = lazy(() => import('./toast-host'));

/** Most visits show no toast; the code for them comes with the first. */
export function Toasts() {
  const waiting = useNotices((state) => state.notices.length > 0);
  const [needed, setNeeded] = useState(false);
  if (waiting && !needed) setNeeded(true);
  return <Suspense>{needed && <ToastHost />}</Suspense>;
}
