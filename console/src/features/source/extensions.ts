import { RangeSet, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, EditorView, gutter, GutterMarker } from '@codemirror/view';
import type { Severity } from '../../api/types.ts';
import type { LineMark } from './marks.ts';

/** A step of the way to a finding, with its number among all steps. */
interface NumberedStep {
  readonly number: number;
  readonly startLine: number;
  readonly note: string;
}

/** What the reader looks at: lines to colour (none when the end lies before the start), and the steps that lead there. */
export interface Focus {
  readonly startLine: number;
  readonly endLine: number;
  readonly severity: Severity;
  readonly steps: readonly NumberedStep[];
  /** The line last jumped to. */
  readonly jump: number | null;
}

export const setMarks = StateEffect.define<readonly LineMark[]>();
export const setFocus = StateEffect.define<Focus | null>();

class SeverityMarker extends GutterMarker {
  private readonly mark: LineMark;

  constructor(mark: LineMark) {
    super();
    this.mark = mark;
  }

  override eq(other: SeverityMarker): boolean {
    return other.mark.severity === this.mark.severity && other.mark.label === this.mark.label;
  }

  override toDOM(): HTMLElement {
    const dot = document.createElement('span');
    dot.className = `cm-mark cm-mark-${this.mark.severity}`;
    dot.title = this.mark.label;
    return dot;
  }
}

class StepMarker extends GutterMarker {
  private readonly number: number;
  private readonly note: string;

  constructor(number: number, note: string) {
    super();
    this.number = number;
    this.note = note;
  }

  override eq(other: StepMarker): boolean {
    return other.number === this.number && other.note === this.note;
  }

  override toDOM(): HTMLElement {
    const dot = document.createElement('span');
    dot.className = 'cm-mark cm-mark-step';
    dot.textContent = String(this.number);
    dot.title = this.note;
    return dot;
  }
}

/** Position of a line's start; what lies outside the text lands on its nearest line. */
const lineStart = (doc: Text, line: number): number => doc.line(Math.min(doc.lines, Math.max(1, line))).from;

const marksField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(current, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) return RangeSet.of(effect.value.map((mark) => new SeverityMarker(mark).range(lineStart(transaction.newDoc, mark.line))), true);
    }
    return current.map(transaction.changes);
  },
});

const stepsField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(current, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setFocus)) return RangeSet.of((effect.value?.steps ?? []).map((step) => new StepMarker(step.number, step.note).range(lineStart(transaction.newDoc, step.startLine))), true);
    }
    return current.map(transaction.changes);
  },
});

const focusField = StateField.define({
  create: () => Decoration.none,
  update(current, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setFocus)) return effect.value === null ? Decoration.none : focusLines(transaction.newDoc, effect.value);
    }
    return current.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function focusLines(doc: Text, { startLine, endLine, severity, jump }: Focus) {
  const from = Math.max(1, Math.min(startLine, doc.lines));
  const to = Math.min(endLine, doc.lines);
  const lines = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => Decoration.line({ class: `cm-line-${severity}` }).range(lineStart(doc, from + index)));
  const jumped = jump === null ? [] : [Decoration.line({ class: 'cm-line-jump' }).range(lineStart(doc, jump))];
  return Decoration.set([...lines, ...jumped], true);
}

/** The gutters and colours of a report; `onLine` is called with the line whose mark was clicked. */
export function reportMarks(onLine: (line: number) => void) {
  const clicked = (view: EditorView, block: { from: number }): boolean => {
    onLine(view.state.doc.lineAt(block.from).number);
    return true;
  };
  return [
    marksField,
    stepsField,
    focusField,
    gutter({ class: 'cm-marks', markers: (view) => view.state.field(stepsField) }),
    gutter({ class: 'cm-marks', markers: (view) => view.state.field(marksField), domEventHandlers: { click: clicked } }),
  ];
}
