import { type InputHTMLAttributes, type ReactElement, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from 'react';
import { cx } from '../lib/cx.ts';

const box = 'min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink placeholder:text-ink-3 hover:border-ink-3 aria-invalid:border-critical disabled:opacity-60';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  className?: string;
  /** Gets the id and the description to wire into the control. */
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode;
}

/** A label, a control, a hint and an error that belong together for the eye and for screen readers. */
export function Field({ label, hint, error = null, className, children }: FieldProps): ReactElement {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = error !== null || hint !== undefined;
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink-2">{label}</label>
      {children({ id, 'aria-describedby': hasNote ? noteId : undefined, 'aria-invalid': error === null ? undefined : true })}
      {hasNote && <p id={noteId} className={cx('text-xs', error === null ? 'text-ink-3' : 'text-critical')}>{error ?? hint}</p>}
    </div>
  );
}

export function Input({ className, ref, ...rest }: InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }): ReactElement {
  return <input ref={ref} className={cx(box, 'h-8 pointer-coarse:h-10 pointer-coarse:text-base', className)} {...rest} />;
}

export function Textarea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>): ReactElement {
  return <textarea className={cx(box, 'py-1.5 pointer-coarse:text-base', className)} {...rest} />;
}

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  options: readonly { value: string; label: string }[];
  onValue: (value: string) => void;
}

/** The platform's own select: fast, keyboard-friendly and right on phones. */
export function Select({ options, onValue, className, ...rest }: SelectProps): ReactElement {
  return (
    <select className={cx(box, 'h-8 pr-7 pointer-coarse:h-10', className)} onChange={(event) => onValue(event.target.value)} {...rest}>
      {options.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
    </select>
  );
}

export function Checkbox({ label, isLabelHidden = false, className, ...rest }: InputHTMLAttributes<HTMLInputElement> & { label: ReactNode; isLabelHidden?: boolean }): ReactElement {
  return (
    <label className={cx('inline-flex items-center gap-2 text-sm', className)}>
      <input type="checkbox" className="size-4 shrink-0 accent-(--accent)" {...rest} />
      <span className={isLabelHidden ? 'sr-only' : undefined}>{label}</span>
    </label>
  );
}
