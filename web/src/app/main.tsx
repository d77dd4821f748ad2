import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LiveRegion } from '@/components/live-region';
import { Toasts } from '@/components/toasts';
import { routes } from '@/lib/paths';
import { createQueryClient } from './query-client';
import { keepPlace } from './return-place';
import { createAppRouter } from './router';
import './styles.css';

const queryClient = createQueryClient(() => {
  keepPlace();
  void router.navigate({ to: routes.signIn });
});
const router = createAppRouter(queryClient);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <LiveRegion />
      <Toasts />
    </QueryClientProvider>
  </StrictMode>,
);
