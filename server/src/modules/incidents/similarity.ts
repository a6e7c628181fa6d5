const stop = new Set('a an and are as at be been but by for from had has have in into is it its not of on or our that the their then there this to was were when which while will with'.split(' '));

/** Words of a text that tell it from others: lower case, without stop words, plural and common endings taken off. */
export function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_.-]*[\p{L}\p{N}]/gu) ?? [];
  return words.filter((word) => word.length > 2 && !stop.has(word)).map((word) => word.replace(/(?<=.{3})(ing|ed|es|s)$/, ''));
}

/** How likely a word is to tell texts apart: rare words count more (inverse document frequency). */
export type Weights = (word: string) => number;

/** Weights over the texts that are compared. */
export function weightsOver(texts: readonly (readonly string[])[]): Weights {
  const seen = new Map<string, number>();
  for (const words of texts) for (const word of new Set(words)) seen.set(word, (seen.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + texts.length / (seen.get(word) ?? 1));
}

function vector(words: readonly string[], weight: Weights): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, (1 + Math.log(count)) * weight(word)]));
}

function norm(of: Map<string, number>): number {
  return Math.hypot(...of.values());
}

/** Cosine of the angle between two texts, 0 (nothing in common) to 1 (the same words). */
export function similarity(a: readonly string[], b: readonly string[], weight: Weights): number {
  const [left, right] = [vector(a, weight), vector(b, weight)];
  const length = norm(left) * norm(right);
  if (length === 0) return 0;
  let dot = 0;
  for (const [word, value] of left) dot += value * (right.get(word) ?? 0);
  return Math.min(1, dot / length);
}
