import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)' },
  { tag: [tags.typeName, tags.className], color: 'var(--code-type)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: [tags.number, tags.atom], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.standard(tags.name), tags.meta], color: 'var(--code-function)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '12.5px', backgroundColor: 'var(--surface)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono, ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace)', lineHeight: '20px' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--accent)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 10px 0 6px', minWidth: '36px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 60%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection': { backgroundColor: 'color-mix(in srgb, var(--accent) 26%, transparent) !important' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '.cm-marks': { width: '16px' },
  '.cm-marks .cm-gutterElement': { display: 'flex', alignItems: 'center', justifyContent: 'center' },
  '.cm-mark': { width: '9px', height: '9px', borderRadius: '2px', cursor: 'pointer', border: 'none', padding: '0', display: 'block' },
  '.cm-mark-critical': { backgroundColor: 'var(--critical-solid)' },
  '.cm-mark-high': { backgroundColor: 'var(--high-solid)' },
  '.cm-mark-medium': { backgroundColor: 'var(--medium-solid)' },
  '.cm-mark-low': { backgroundColor: 'var(--low-solid)' },
  '.cm-mark-info': { backgroundColor: 'var(--info-solid)' },
  '.cm-mark-step': { width: '14px', height: '14px', borderRadius: '7px', backgroundColor: 'var(--ink)', color: 'var(--canvas)', font: '600 9px/14px var(--font-sans, sans-serif)', textAlign: 'center' },
  '.cm-line-critical': { backgroundColor: 'var(--critical-soft)' },
  '.cm-line-high': { backgroundColor: 'var(--high-soft)' },
  '.cm-line-medium': { backgroundColor: 'var(--medium-soft)' },
  '.cm-line-low': { backgroundColor: 'var(--low-soft)' },
  '.cm-line-info': { backgroundColor: 'var(--info-soft)' },
  '.cm-line-jump': { boxShadow: 'inset 3px 0 0 var(--accent)' },
});

/** Colours of the console for code, from its own variables, so that both themes come by themselves. */
export const codeTheme = [look, syntaxHighlighting(colours)];
