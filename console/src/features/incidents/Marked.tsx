import type { ReactElement } from 'react';

/** Text in which a search put what it found between `«` and `»`. */
export function Marked({ text }: { text: string }): ReactElement {
  const parts = text.split(/[«»]/);
  return <>{parts.map((part, index) => (index % 2 === 1 ? <mark key={index} className="rounded-xs bg-accent-soft text-ink">{part}</mark> : <span key={index}>{part}</span>))}</>;
}
