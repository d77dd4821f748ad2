import type { ReactNode } from 'react';

export function Kbd({ children, onAccent = false }: { children: ReactNode; onAccent?: boolean }) {
  const look = onAccent
    ? 'border-white/22 bg-black/14 text-on-accent dark:border-on-accent/22 dark:bg-on-accent/12'
    : 'border-line bg-sunken text-subtle';
  return (
    <kbd
      aria-hidden="true"
      className={`pointer-coarse:hidden rounded-[5px] border px-[5px] py-[3px] font-mono text-[11px] leading-none font-medium ${look}`}
    >
      {children}
    </kbd>
  );
}
