import { WifiOff } from 'lucide-react';
import { useContact } from '@/lib/live/contact';

/** Above every page while the server is away; the region is always there, so that a screen reader hears what comes into it. */
export function ContactLine() {
  const { answers, pushes, online } = useContact();
  return (
    <div role="status" className="flex-none">
      {!(answers && pushes) && (
        <p className="flex items-center gap-2 bg-amber-bg px-[18px] py-1.5 text-[13px] font-[550] text-amber-fg">
          <WifiOff size={15} aria-hidden="true" className="flex-none" />
          {online ? 'The server cannot be reached.' : 'You are offline.'} What you see is as it was; it
          catches up by itself.
        </p>
      )}
    </div>
  );
}
