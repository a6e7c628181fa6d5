const isVyper = (source: string): boolean => /^\s*#\s*(?:@version|pragma\s+version)/m.test(source) || /^@(?:external|internal|deploy|view)\s*$/m.test(source);

/** A name for pasted source: the last contract declared in it, with the extension of its language. */
export function guessFilename(source: string): string {
  if (isVyper(source)) return 'Contract.vy';
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  const names = [...withoutComments.matchAll(/\b(?:contract|library|interface)\s+([A-Za-z_$][\w$]*)/g)].map((match) => match[1]);
  return `${names.at(-1) ?? 'Contract'}.sol`;
}
