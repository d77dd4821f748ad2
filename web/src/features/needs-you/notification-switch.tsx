import { Switch } from '@base-ui/react/switch';
import { useId } from 'react';
import { turnNotifications, useNotifications } from './notifications';

/** What stands in the way, in the browser's hands. */
function obstacle(permission: string): string | null {
  if (permission === 'unsupported') return 'This browser shows none here; it takes https or localhost.';
  if (permission === 'denied') return 'The browser blocks them: allow them in its settings of this site.';
  return null;
}

export function NotificationSwitch() {
  const { wanted, permission } = useNotifications();
  const id = useId();
  const why = obstacle(permission);
  const on = wanted && permission === 'granted';
  return (
    <div className="ml-auto flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-0.5 text-[13px]">
      <label htmlFor={id} className="font-medium text-muted">
        Notify me while this page is hidden
      </label>
      <Switch.Root
        id={id}
        checked={on}
        disabled={why !== null}
        aria-describedby={why === null ? undefined : `${id}-why`}
        onCheckedChange={(next) => void turnNotifications(next)}
        className="flex h-5 w-9 flex-none rounded-full border border-line-strong bg-sunken p-px disabled:opacity-60 data-[checked]:border-moss-fg data-[checked]:bg-moss-fg data-[disabled]:cursor-not-allowed data-[disabled]:opacity-60 dark:data-[checked]:border-moss-dot dark:data-[checked]:bg-moss-dot"
      >
        <Switch.Thumb className="size-4 rounded-full bg-raised shadow-[0_1px_2px_rgb(60_38_18/.3)] ring-1 ring-line-strong transition-transform duration-100 data-[checked]:translate-x-4 motion-reduce:transition-none" />
      </Switch.Root>
      {why !== null && (
        <span id={`${id}-why`} className="w-full text-right text-[12px] text-subtle max-md:text-left">
          {why}
        </span>
      )}
    </div>
  );
}
