import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ErrorState } from '../ui/states.tsx';

/** A page that could not be shown at all. */
export function RouteError({ error, reset }: ErrorComponentProps): ReactElement {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="grid min-h-[60vh] place-items-center">
      <div>
        <h1 className="sr-only">This page could not be shown</h1>
        <ErrorState error={error} onRetry={retry} />
      </div>
    </div>
  );
}
