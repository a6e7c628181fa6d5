import { type ReactElement, type RefObject, useEffect, useState } from 'react';
import { Input } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';

const TYPING_MS = 250;

/** A search field that speaks when the typing pauses. */
export function SearchBox({ label, value, onChange, box }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void; box?: RefObject<HTMLInputElement | null> }): ReactElement {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  useEffect(() => {
    if (text === (value ?? '')) return undefined;
    const timer = setTimeout(() => onChange(text === '' ? undefined : text), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="relative min-w-48 flex-1 sm:max-w-72">
      <Icon name="search" className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3" />
      <Input {...(box !== undefined && { ref: box })} type="search" aria-label={label} aria-keyshortcuts="/" placeholder={label} className="w-full pl-8" value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()} />
    </div>
  );
}
