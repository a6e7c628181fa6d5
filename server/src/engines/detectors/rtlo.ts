import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/** Characters that make code look different from what it is. */
export const rtlo: Detector = {
  id: 'rtlo',
  title: 'Hidden change of writing direction',
  severity: 'high',
  confidence: 'high',
  categories: { swc: ['SWC-130'], dasp: [10], cwe: ['CWE-451'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds Unicode characters that override or embed a writing direction, anywhere in a file.',
  why: 'They reorder what is shown on screen: arguments or comments appear swapped, and the reader sees other code than the compiler does.',
  exampleBad: 'guess(/* U+202E */ other, mine /* U+202D */);',
  fix: 'Remove the characters.',
  references: ['https://swcregistry.io/docs/SWC-130', 'https://trojansource.codes/'],
  *run({ project }: Context): Iterable<Issue> {
    for (const file of project.files) {
      const lines = new Set<number>();
      for (const match of file.source.matchAll(DIRECTION)) {
        const { line } = file.lines.at(match.index);
        if (lines.has(line)) continue;
        lines.add(line);
        const code = match[0].charCodeAt(0).toString(16).toUpperCase();
        yield issueOn({ file, range: { start: match.index, end: match.index + 1 }, contract: null }, { message: `U+${code} changes the direction in which this line is shown` });
      }
    }
  },
};
