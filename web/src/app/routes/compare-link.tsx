import { Link } from '@tanstack/react-router';
import { Columns2 } from 'lucide-react';
import { comparable } from '@/features/attempts/compare/standing';
import type { Attempt } from '@/lib/api/types';
import { routes } from '@/lib/paths';

interface CompareLinkProps {
  projectId: string;
  taskId: string;
  attempts: readonly Attempt[] | undefined;
}

/** To the comparison of a task's attempts, where there are two or more to compare. */
export function CompareLink({ projectId, taskId, attempts = [] }: CompareLinkProps) {
  const count = comparable(attempts).length;
  if (count < 2) return null;
  return (
    <Link
      to={routes.compare}
      params={{ projectId, taskId }}
      className="inline-flex items-center gap-1.5 rounded-md text-[13px] font-medium text-accent-text hover:underline"
    >
      <Columns2 size={14} aria-hidden="true" /> Compare {count} attempts
    </Link>
  );
}
