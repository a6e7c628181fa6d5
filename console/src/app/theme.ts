import { createStore } from '../lib/store.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';

const KEY = 'bulwark.theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

export const themeChoice = createStore<ThemeChoice>(stored());
export const isDark = createStore(document.documentElement.dataset.theme === 'dark');

function apply(): void {
  const choice = themeChoice.get();
  isDark.set(choice === 'dark' || (choice === 'system' && prefersDark.matches));
  document.documentElement.dataset.theme = isDark.get() ? 'dark' : 'light';
}

/** Keeps the choice for the next visit; without storage it holds until the page closes. */
export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.set(choice);
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Storage may be forbidden.
  }
  apply();
}

prefersDark.addEventListener('change', apply);
