import { useEffect, useRef } from 'react';
import { createStore, useStore } from '../../lib/store.ts';
import { type Action, activeActions, emptyRegistry, type Registry, withActions, withoutActions } from './registry.ts';

export const registryStore = createStore<Registry>(emptyRegistry);

/** Offers actions for as long as the component is there. `run` may close over the latest state. */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions);
  latest.current = actions;
  const owner = useRef(Symbol('actions'));
  // Only what people see decides whether the registry changes; `run` is read when it is needed.
  const shown = JSON.stringify(actions.map(({ run: _run, ...facts }) => facts));
  useEffect(() => {
    const stable = latest.current.map((action) => ({ ...action, run: () => latest.current.find(({ id }) => id === action.id)?.run?.() }));
    registryStore.set((registry) => withActions(registry, owner.current, stable));
  }, [shown]);
  useEffect(() => {
    const mine = owner.current;
    return () => registryStore.set((registry) => withoutActions(registry, mine));
  }, []);
}

export const useActiveActions = (): readonly Action[] => activeActions(useStore(registryStore));
