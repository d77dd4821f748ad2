import { useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { Button } from '@/components/button';
import { meQuery } from '../api/get-me';
import { Tokens } from './tokens';

interface AccountPageProps {
  onSignOut: () => void;
}

export function AccountPage({ onSignOut }: AccountPageProps) {
  const me = useQuery(meQuery);
  return (
    <main className="thin-scroll h-full overflow-y-auto px-5 py-4 max-md:px-3.5">
      <div className="mx-auto flex max-w-3xl flex-col gap-6 pb-10">
        <header className="flex flex-wrap items-center gap-3">
          <div className="min-w-0 flex-1">
            <h1 className="title text-[21px]">Account</h1>
            {me.data && (
              <p className="text-[13px] break-words text-muted">
                Signed in as <bdi className="font-semibold">{me.data.email ?? me.data.name}</bdi>
                {me.data.auth_mode === 'local' && ', the owner of this server'}
              </p>
            )}
          </div>
          <Button onClick={onSignOut}>
            <LogOut size={15} aria-hidden="true" /> Sign out
          </Button>
        </header>
        <Tokens />
      </div>
    </main>
  );
}
