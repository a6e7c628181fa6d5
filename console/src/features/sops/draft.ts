import type { NewSop, SopDetail } from '../../api/types.ts';

/** A step as the form holds it. */
export interface StepDraft {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly command: string;
  readonly expectedResult: string;
  readonly warning: string;
}

/** A procedure as the form holds it. */
export interface SopDraft {
  readonly title: string;
  readonly category: NewSop['category'];
  readonly description: string;
  readonly content: string;
  readonly reviewers: string;
  readonly tags: string;
  readonly prerequisites: string;
  readonly estimatedDuration: string;
  readonly note: string;
  readonly steps: readonly StepDraft[];
}

export const emptyDraft: SopDraft = { title: '', category: 'incident_response', description: '', content: '', reviewers: '', tags: '', prerequisites: '', estimatedDuration: '', note: '', steps: [] };

export const newStepDraft = (): StepDraft => ({ key: crypto.randomUUID(), title: '', description: '', command: '', expectedResult: '', warning: '' });

export function draftOf(sop: SopDetail): SopDraft {
  return {
    title: sop.title, category: sop.category, description: sop.description, content: sop.content, reviewers: sop.reviewers.join(', '), tags: sop.tags.join(', '), prerequisites: sop.prerequisites.join('\n'),
    estimatedDuration: sop.estimatedDuration === null ? '' : String(sop.estimatedDuration), note: '',
    steps: sop.steps.map(({ id, title, description, command, expectedResult, warning }) => ({ key: id, title, description, command: command ?? '', expectedResult: expectedResult ?? '', warning: warning ?? '' })),
  };
}

/** What stands between the separators, without empty parts. */
const parts = (text: string, separator: string): string[] => text.split(separator).map((part) => part.trim()).filter((part) => part !== '');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

/** The request behind the form; steps without a title are left out. */
export function toRequest({ note: _note, ...draft }: SopDraft): NewSop {
  return {
    title: draft.title.trim(), category: draft.category, description: draft.description.trim(), content: draft.content, reviewers: parts(draft.reviewers, ','), tags: parts(draft.tags, ','), prerequisites: parts(draft.prerequisites, '\n'),
    estimatedDuration: draft.estimatedDuration === '' ? null : Number(draft.estimatedDuration),
    steps: draft.steps.filter(({ title }) => title.trim() !== '').map(({ title, description, command, expectedResult, warning }) => ({
      title: title.trim(), description, command: orNull(command), expectedResult: orNull(expectedResult), warning: orNull(warning), type: orNull(command) === null ? ('manual' as const) : ('automated' as const),
    })),
  };
}

/** The steps with one moved up (-1) or down (1). */
export function moved(steps: readonly StepDraft[], at: number, by: -1 | 1): readonly StepDraft[] {
  const [step, other] = [steps[at], steps[at + by]];
  return step === undefined || other === undefined ? steps : steps.with(at, other).with(at + by, step);
}
