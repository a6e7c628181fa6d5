import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { Button } from '../ui/Button.tsx';
import { Mark } from '../ui/Mark.tsx';

export function NotFoundPage(): ReactElement {
  useEffect(() => {
    document.title = 'Not found · Bulwark';
  }, []);
  return (
    <main className="grid min-h-dvh place-items-center px-4">
      <div className="flex flex-col items-center gap-3 text-center">
        <Mark className="size-9" />
        <h1 className="text-lg font-semibold">There is no page here</h1>
        <p className="text-ink-3">The address may be mistyped, or what it showed was deleted.</p>
        <Button asChild look="primary"><Link to="/">To the overview</Link></Button>
      </div>
    </main>
  );
}
