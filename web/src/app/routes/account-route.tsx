import { useNavigate } from '@tanstack/react-router';
import { AccountPage } from '@/features/session/account/account-page';
import { useDeleteSession } from '@/features/session/api/delete-session';
import { routes } from '@/lib/paths';

export function AccountRoute() {
  const navigate = useNavigate();
  const signOut = useDeleteSession(() => void navigate({ to: routes.signIn }));
  return <AccountPage onSignOut={() => signOut.mutate()} />;
}
