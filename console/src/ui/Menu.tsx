import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Keys } from './Keys.tsx';

interface MenuProps {
  trigger: ReactElement;
  align?: 'start' | 'end';
  children: ReactNode;
}

export function Menu({ trigger, align = 'end', children }: MenuProps): ReactElement {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} sideOffset={6} collisionPadding={8} className="z-50 min-w-52 rounded-lg border border-line bg-raised p-1 shadow-float animate-in">
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  icon?: IconName;
  keys?: string | undefined;
  isDanger?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

const itemLook = 'flex h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-hover pointer-coarse:h-10';

export function MenuItem({ icon, keys, isDanger = false, onSelect, children }: MenuItemProps): ReactElement {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={cx(itemLook, isDanger && 'text-critical')}>
      {icon !== undefined && <Icon name={icon} className={isDanger ? '' : 'text-ink-3'} />}
      <span className="flex-1">{children}</span>
      {keys !== undefined && <Keys shortcut={keys} />}
    </DropdownMenu.Item>
  );
}

interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon: IconName }[];
  onValue: (value: T) => void;
}

/** One of a few, inside a menu. */
export function MenuChoice<T extends string>({ label, value, options, onValue }: MenuChoiceProps<T>): ReactElement {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onValue(next as T)} aria-label={label}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} onSelect={(event) => event.preventDefault()} className={itemLook}>
          <Icon name={option.icon} className="text-ink-3" />
          <span className="flex-1">{option.label}</span>
          <DropdownMenu.ItemIndicator><Icon name="check" className="text-accent" /></DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }): ReactElement => <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-xs text-ink-3">{children}</DropdownMenu.Label>;
export const MenuLine = (): ReactElement => <DropdownMenu.Separator className="my-1 h-px bg-line" />;
