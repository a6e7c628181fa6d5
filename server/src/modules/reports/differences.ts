import type { Section } from './report.types.ts';

/** Key figures of all sections as text, by section and label. */
export function figuresOf(sections: readonly Section[]): Record<string, string> {
  return Object.fromEntries(sections.flatMap(({ title, content }) => (content?.figures ?? []).map(({ label, value, unit }) => [`${title}: ${label}`, `${value ?? 'none'}${unit === undefined ? '' : ` ${unit}`}`])));
}

/** What differs between two versions, in words. */
export function differences(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => before[name] !== after[name]).map((name) => `${name}: ${before[name] ?? 'not told'} → ${after[name] ?? 'not told'}`);
}
