import type { ReactElement } from 'react';
import { Skeleton } from '../ui/states.tsx';

/** While the code of a page is on its way. */
export function RoutePending(): ReactElement {
  return (
    <div role="status" className="flex flex-col gap-4 px-4 py-5 md:px-6">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-6 w-48" />
      <Skeleton className="h-28" />
      <Skeleton className="h-64" />
    </div>
  );
}
