import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toaster } from 'sonner';
import { keys } from './api/keys.ts';
import { whenUnauthorized } from './api/http.ts';
import { queryClient } from './api/query-client.ts';
import { focusPageTitle } from './app/focus.ts';
import { router } from './app/router.tsx';
import { isDark } from './app/theme.ts';
import { useStore } from './lib/store.ts';
import { TooltipProvider } from './ui/Tooltip.tsx';
import './app/styles.css';

// A session that ended on the server leads to the sign-in page and back.
whenUnauthorized(() => queryClient.setQueryData(keys.session, null));
router.subscribe('onResolved', focusPageTitle);

function Toasts() {
  return <Toaster theme={useStore(isDark) ? 'dark' : 'light'} position="bottom-right" closeButton toastOptions={{ className: 'font-sans' }} />;
}

const host = document.getElementById('root');
if (host === null) throw new Error('index.html lacks #root');

createRoot(host).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <RouterProvider router={router} />
        <Toasts />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
);
