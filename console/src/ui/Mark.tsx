import type { ReactElement } from 'react';

/** The bulwark: a fort with four bastions, seen from above. */
export function Mark({ className }: { className?: string }): ReactElement {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path className="fill-accent" d="M2 2h7.500L10.800 5.500h2.400L14.500 2H22v7.500l-3.500 1.300v2.400l3.500 1.300V22h-7.500l-1.300-3.500h-2.400L9.500 22H2v-7.500l3.500-1.300v-2.400L2 9.500z" />
      <path className="fill-on-accent" d="M12 8.500 15.500 12 12 15.500 8.500 12z" />
    </svg>
  );
}
