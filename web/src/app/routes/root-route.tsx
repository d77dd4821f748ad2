import { Outlet } from '@tanstack/react-router';
import { ContactLine } from '@/components/contact-line';

/** What stands above every page. */
export function RootRoute() {
  return (
    <div className="flex h-full flex-col">
      <ContactLine />
      <div className="min-h-0 flex-1">
        <Outlet />
      </div>
    </div>
  );
}
