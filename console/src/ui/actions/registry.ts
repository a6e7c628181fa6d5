import type { IconName } from '../Icon.tsx';

export type Section = 'Go to' | 'Scan' | 'List' | 'View' | 'Account';
const sections: readonly Section[] = ['Scan', 'List', 'Go to', 'View', 'Account'];

/** One thing a person can do. Menus, palette, shortcuts and their help are all made of these. */
export interface Action {
  /** Unique: `scans.open`. A later registration with the same id takes its place. */
  readonly id: string;
  readonly title: string;
  readonly section: Section;
  readonly icon?: IconName;
  /** See lib/keys. */
  readonly keys?: string;
  /** More words the palette finds it by. */
  readonly words?: readonly string[];
  /** A key for moving about, of no use in the palette. */
  readonly isKeyOnly?: boolean;
  /** A page to link to; `run` is then not needed. */
  readonly to?: string;
  run?(): void;
}

/** Groups of actions by who registered them; pages come after the shell and win. */
export type Registry = ReadonlyMap<symbol, readonly Action[]>;

export const emptyRegistry: Registry = new Map();

export function withActions(registry: Registry, owner: symbol, actions: readonly Action[]): Registry {
  return new Map(registry).set(owner, actions);
}

export function withoutActions(registry: Registry, owner: symbol): Registry {
  const next = new Map(registry);
  next.delete(owner);
  return next;
}

/** Every action that applies now, in order of section and registration. */
export function activeActions(registry: Registry): readonly Action[] {
  const byId = new Map<string, Action>();
  for (const actions of registry.values()) for (const action of actions) byId.set(action.id, action);
  return [...byId.values()].sort((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section));
}

/** The action that a shortcut means: the last registered one that claims it. */
export function actionForKeys(registry: Registry, keys: string): Action | null {
  let found: Action | null = null;
  for (const actions of registry.values()) for (const action of actions) if (action.keys === keys) found = action;
  return found;
}

export function bySection(actions: readonly Action[]): readonly (readonly [Section, readonly Action[]])[] {
  return sections.map((section) => [section, actions.filter((action) => action.section === section)] as const).filter(([, items]) => items.length > 0);
}
