import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { SignIn } from '@/features/session/sign-in';
import { takePlace } from '../return-place';

export function SignInRoute() {
  const navigate = useNavigate();
  const goOn = useCallback(() => void navigate({ href: takePlace(), replace: true }), [navigate]);
  return <SignIn onSignedIn={goOn} />;
}
