import type { Rule } from '../rule.ts';
import { isTest } from '../source.ts';

const largestMedian = 80;

export const sizeRule: Rule = {
  name: 'size',
  says: `The median source file has at most ${largestMedian} lines (single limits are the linter's)`,
  *check(sources) {
    const sizes = sources.filter((file) => !isTest(file)).map((file) => file.lineCount).sort((a, b) => a - b);
    const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
    if (median > largestMedian) yield { file: 'server/src', line: 1, message: `the median file has ${median} lines` };
  },
};
