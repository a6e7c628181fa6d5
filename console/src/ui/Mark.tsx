import type { ReactElement } from 'react';

/** The bulwark: a fort with four bastions, seen from above. */
export function Mark({ className }: { className?: string }): ReactElement {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path className="fill-accent" d="M2.500 2.500h6L10.200 5.800h3.600L15.500 2.500h6v6l-3.300 1.700v3.600l3.300 1.700v6h-6l-1.700-3.300h-3.600L8.500 21.500h-6v-6l3.300-1.700v-3.600L2.500 8.500z" />
      <path className="fill-on-accent" d="M12 8.200 15.800 12 12 15.800 8.200 12z" />
    </svg>
  );
}
