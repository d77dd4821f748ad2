import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface ReadinessLineProps {
  Icon: LucideIcon;
  ink: string;
  title: string;
  /** What mends it, right there. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One thing that stands between a result and its merge, or does not. */
export function ReadinessLine({ Icon, ink, title, action, children }: ReadinessLineProps) {
  return (
    <li className="flex items-start gap-2.5">
      <Icon size={16} aria-hidden="true" className={`mt-0.5 flex-none ${ink}`} />
      <div className="min-w-0 flex-1 break-words">
        <p className="font-[550]">{title}</p>
        {children}
      </div>
      {action}
    </li>
  );
}

export function Paths({ paths }: { paths: readonly string[] }) {
  return (
    <ul className="mt-0.5">
      {paths.slice(0, 12).map((path) => (
        <li key={path} className="code break-all text-muted">
          <bdi>{path}</bdi>
        </li>
      ))}
      {paths.length > 12 && <li className="text-subtle">and {paths.length - 12} more</li>}
    </ul>
  );
}
