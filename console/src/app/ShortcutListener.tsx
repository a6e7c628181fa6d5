import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { createKeyMatcher, pressText } from '../lib/keys.ts';
import { actionForKeys, activeActions } from '../ui/actions/registry.ts';
import { registryStore } from '../ui/actions/use-actions.ts';

/** Keys belong to whoever is typing, and to an open window, before they belong to the page. */
function isTaken(event: KeyboardEvent, text: string): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (text.startsWith('mod+')) return false;
  if (target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable=true], .cm-editor, [role=menu], [role=radiogroup], [role=tablist]') != null) return true;
  if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null) return true;
  return text === 'enter' && target?.closest('a, button, summary') != null;
}

/** Turns key presses into actions, everywhere in the console. */
export function ShortcutListener(): null {
  const navigate = useNavigate();
  useEffect(() => {
    const match = createKeyMatcher();
    const onKeyDown = (event: KeyboardEvent): void => {
      const text = pressText(event);
      if (text === null || isTaken(event, text)) return;
      const registry = registryStore.get();
      const shortcuts = activeActions(registry).flatMap(({ keys }) => (keys === undefined ? [] : [keys]));
      const hit = match(text, event.timeStamp, shortcuts);
      const action = hit === null ? null : actionForKeys(registry, hit);
      if (action === null) return;
      event.preventDefault();
      if (action.to === undefined) action.run?.();
      else void navigate({ to: action.to });
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [navigate]);
  return null;
}
