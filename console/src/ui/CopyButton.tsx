import { type ReactElement, useEffect, useState } from 'react';
import { toast } from 'sonner';
import { Button, IconButton } from './Button.tsx';

/** Copies text and says so; `isSmall` shows the icon alone. */
export function CopyButton({ text, label, isSmall = false }: { text: string; label: string; isSmall?: boolean }): ReactElement {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return undefined;
    const timer = setTimeout(() => setDone(false), 1500);
    return () => clearTimeout(timer);
  }, [isDone]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      toast.success('Copied');
    } catch {
      toast.error('The browser does not allow copying here; select the text instead');
    }
  };
  const icon = isDone ? 'check' : 'copy';
  return isSmall ? <IconButton icon={icon} label={label} onClick={() => void copy()} /> : <Button icon={icon} onClick={() => void copy()}>{label}</Button>;
}
