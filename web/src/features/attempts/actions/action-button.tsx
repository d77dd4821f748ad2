import { useId, type ReactNode } from 'react';
import { Button, type ButtonLook } from '@/components/button';
import { announce } from '@/lib/announce';

interface ActionButtonProps {
  look?: ButtonLook;
  size?: 'normal' | 'small';
  /** Why it is not possible; `null` when it is. */
  whyNot: string | null;
  pending?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** Stays focusable when it is not possible, so that everybody can learn why. */
export function ActionButton({
  look = 'plain',
  size = 'normal',
  whyNot,
  pending = false,
  onClick,
  children,
}: ActionButtonProps) {
  const id = useId();
  const off = whyNot !== null || pending;
  return (
    <span className="inline-flex">
      <Button
        look={look}
        size={size}
        aria-disabled={off}
        title={whyNot ?? undefined}
        aria-describedby={whyNot === null ? undefined : id}
        onClick={() => {
          if (whyNot !== null) announce(whyNot);
          else if (!pending) onClick();
        }}
      >
        {children}
      </Button>
      {whyNot !== null && (
        <span id={id} hidden>
          {whyNot}
        </span>
      )}
    </span>
  );
}
