import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { SignIn } from '@/features/session/sign-in';
import { routes } from '@/lib/paths';

export function SignInRoute() {
  const navigate = useNavigate();
  const goHome = useCallback(() => void navigate({ to: routes.home, replace: true }), [navigate]);
  return <SignIn onSignedIn={goHome} />;
}
