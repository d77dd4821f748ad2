import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect } from 'react';
import { takeNotices, useNotices } from '@/lib/notify';

const toasts = Toast.createToastManager();

function ToastList() {
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((toast) => {
    const problem = toast.type === 'problem';
    const Icon = problem ? CircleAlert : CircleCheck;
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        className="rounded-xl border border-line bg-raised shadow-[0_12px_36px_rgb(60_38_18/.24)] transition-[opacity,transform] duration-150 data-[ending-style]:translate-y-1 data-[ending-style]:opacity-0 data-[limited]:hidden data-[starting-style]:translate-y-2 data-[starting-style]:opacity-0"
      >
        <Toast.Content className="flex items-start gap-2.5 py-2.5 pr-2 pl-3">
          <Icon
            size={17}
            aria-hidden="true"
            className={`mt-0.5 flex-none ${problem ? 'text-brick-fg' : 'text-moss-fg'}`}
          />
          <div className="min-w-0 flex-1 text-[13px] break-words">
            <Toast.Title className="font-semibold" render={<p />} />
            <Toast.Description className="text-muted" />
          </div>
          {/* Renders nothing where there is no action. */}
          <Toast.Action className="h-6 flex-none rounded-md px-2 text-[12.5px] font-semibold text-accent-text hover:bg-hover" />
          <Toast.Close
            aria-label="Dismiss"
            className="grid size-6 flex-none place-items-center rounded-md hover:bg-hover"
          >
            <X size={14} aria-hidden="true" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}

export default function ToastHost() {
  const waiting = useNotices((state) => state.notices);
  useEffect(() => {
    for (const { kind, title, description, action, about } of takeNotices()) {
      const problem = kind === 'problem';
      const id = toasts.add({
        ...(about !== null && { id: about }),
        type: kind,
        title,
        description,
        priority: problem ? 'high' : 'low',
        timeout: problem || action ? 9000 : 5000,
        ...(action && {
          actionProps: {
            children: action.label,
            onClick: () => {
              toasts.close(id);
              action.run();
            },
          },
        }),
      });
    }
  }, [waiting]);
  return (
    <Toast.Provider toastManager={toasts} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-3 bottom-3 left-3 z-[60] flex flex-col gap-2 sm:left-auto sm:w-[370px]">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
