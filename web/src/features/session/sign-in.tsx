import { useEffect, type ReactNode } from 'react';
import { AntMark } from '@/components/ant-mark';
import { ProblemNote } from '@/components/problem-note';
import { useCreateSession } from './api/create-session';

/** Reads the one-time token and takes it out of the address at once, so that it stays in no history. */
function takeToken(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (token !== null) window.history.replaceState(window.history.state, '', window.location.pathname);
  return token;
}

export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const { mutate, error, isPending } = useCreateSession(onSignedIn);

  useEffect(() => {
    const signIn = () => {
      const token = takeToken();
      if (token !== null) mutate(token);
    };
    signIn();
    // Another link that is pasted into this tab changes the hash only.
    window.addEventListener('hashchange', signIn);
    return () => window.removeEventListener('hashchange', signIn);
  }, [mutate]);

  return (
    <Welcome>
      {isPending ? (
        <p role="status" className="text-muted">
          Signing you in…
        </p>
      ) : (
        <>
          <h1 className="title text-2xl">{error ? 'That link did not work' : 'You are signed out'}</h1>
          {error && <ProblemNote error={error} />}
          <p className="text-muted">
            Antfarm signs you in with a link that works once, for ten minutes. In the folder that you started
            it from, run
          </p>
          <p>
            <code className="block rounded-lg border bg-sunken px-3 py-2.5 font-mono text-[13px]">
              npm start -- link
            </code>
          </p>
          <p className="text-muted">and open the link that it prints.</p>
        </>
      )}
    </Welcome>
  );
}

function Welcome({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-full place-items-center p-5">
      <div className="flex w-full max-w-[440px] flex-col gap-4 rounded-2xl border bg-raised p-7 shadow-[0_18px_50px_rgb(60_38_18/.1)]">
        <div className="title flex items-center gap-2.5 text-lg">
          <AntMark /> Antfarm
        </div>
        {children}
      </div>
    </main>
  );
}
