/**
 * Shortcuts as text: `mod+k`, `?`, `g s` (a sequence), `shift+x`, `enter`.
 * `mod` is Ctrl, or Cmd on a Mac. Letters are lower case.
 */

/** The facts of a keyboard event that matter here. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const SEQUENCE_MS = 900;

/** One press as the text that a shortcut uses; null for a bare modifier. */
export function pressText(press: KeyPress): string | null {
  if (['Control', 'Meta', 'Shift', 'Alt', 'CapsLock', 'Dead', 'Process'].includes(press.key)) return null;
  const isLetter = /^[a-z]$/i.test(press.key);
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase();
  const parts: string[] = [];
  if (press.ctrlKey || press.metaKey) parts.push('mod');
  if (press.altKey) parts.push('alt');
  // Shift is part of what `?` means; it only counts beside letters and named keys.
  if (press.shiftKey && (isLetter || key.length > 1)) parts.push('shift');
  return [...parts, key].join('+');
}

/** Follows presses and says which shortcut they complete. */
export function createKeyMatcher(): (press: string, at: number, shortcuts: readonly string[]) => string | null {
  let pending = '';
  let pendingAt = 0;
  return (press, at, shortcuts) => {
    const isFresh = pending !== '' && at - pendingAt <= SEQUENCE_MS;
    const typed = isFresh ? `${pending} ${press}` : press;
    const hit = shortcuts.includes(typed) ? typed : shortcuts.includes(press) ? press : null;
    if (hit !== null) {
      pending = '';
      return hit;
    }
    pending = shortcuts.some((shortcut) => shortcut.startsWith(`${press} `)) ? press : '';
    pendingAt = at;
    return null;
  };
}

const names: Record<string, string> = {
  enter: '↵', escape: 'Esc', arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→', space: 'Space', shift: '⇧', alt: 'Alt', delete: 'Del',
};

/** The caps to draw for a shortcut: `mod+k` → [['Ctrl','K']], `g s` → [['G'],['S']]. */
export function keyCaps(shortcut: string, isMac: boolean): readonly (readonly string[])[] {
  return shortcut.split(' ').map((step) => step.split('+').map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
    return names[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  }));
}
