import { Link } from '@tanstack/react-router';
import { Empty } from '@/components/state-notes';
import { routes } from '@/lib/paths';

export function NotFound() {
  return (
    <Empty title="There is nothing here">
      <Link to={routes.home} className="text-accent-text underline">
        Go to the board
      </Link>
    </Empty>
  );
}
