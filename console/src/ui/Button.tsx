import { Slot } from 'radix-ui';
import type { ButtonHTMLAttributes, ReactElement, Ref } from 'react';
import { cx } from '../lib/cx.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Tooltip } from './Tooltip.tsx';

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover border-transparent font-medium',
  secondary: 'bg-surface text-ink border-line-strong hover:bg-hover',
  ghost: 'bg-transparent text-ink-2 border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-critical border-line-strong hover:bg-critical-soft hover:border-critical',
} as const;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks;
  icon?: IconName;
  isBusy?: boolean;
  /** Renders its only child (a link) with the looks of a button. */
  asChild?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const shape = 'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border px-3 text-sm whitespace-nowrap transition-colors select-none disabled:opacity-50 disabled:pointer-events-none pointer-coarse:min-h-9';

export function Button({ look = 'secondary', icon, isBusy = false, asChild = false, className, children, disabled, ...rest }: ButtonProps): ReactElement {
  const names = cx(shape, looks[look], className);
  if (asChild) return <Slot.Root className={names} {...rest}>{children}</Slot.Root>;
  return (
    <button type="button" className={names} disabled={disabled === true || isBusy} aria-busy={isBusy} {...rest}>
      {isBusy ? <Spinner /> : icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'asChild' | 'icon'> {
  icon: IconName;
  /** Said by screen readers and shown as a tooltip. */
  label: string;
}

export function IconButton({ icon, label, look = 'ghost', className, ...rest }: IconButtonProps): ReactElement {
  return (
    <Tooltip text={label}>
      <button type="button" aria-label={label} className={cx(shape, looks[look], 'w-8 px-0 pointer-coarse:min-w-9', className)} {...rest}>
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}

function Spinner(): ReactElement {
  return <span aria-hidden="true" className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent" />;
}
