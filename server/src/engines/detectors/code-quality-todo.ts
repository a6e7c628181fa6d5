import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** Notes of what is still to be done. */
export const codeQualityTodo: Detector = {
  id: 'code-quality-todo',
  title: 'Comment says that something is unfinished',
  severity: 'info',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-546'], owasp: [] },
  description: 'Finds TODO, FIXME and HACK in comments.',
  why: 'Code that cannot be changed after deployment should have nothing left to do. Such notes often stand where a check is missing.',
  exampleBad: '// TODO: check the caller',
  fix: 'Do it, or open an issue and take the note out.',
  references: ['https://cwe.mitre.org/data/definitions/546.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const file of project.files) {
      for (const comment of file.tokens.comments) {
        const found = /\b(TODO|FIXME|HACK)\b/.exec(file.source.slice(comment.start, comment.end));
        if (!found) continue;
        const start = comment.start + found.index;
        yield issueOn({ file, range: { start, end: start + found[0].length }, contract: null }, { message: `${found[0]} is left in a comment` });
      }
    }
  },
};
