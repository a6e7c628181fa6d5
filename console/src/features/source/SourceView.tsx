import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { type ReactElement, useEffect, useRef } from 'react';
import { languageOf } from './contract-mode.ts';
import { type Focus, reportMarks, setFocus, setMarks } from './extensions.ts';
import type { LineMark } from './marks.ts';
import { codeTheme } from './theme.ts';

interface SourceViewProps {
  path: string;
  content: string;
  marks: readonly LineMark[];
  focus: Focus | null;
  onLine: (line: number) => void;
}

/** A source file as analysed, read-only, with findings in its margin. */
export function SourceView({ path, content, marks, focus, onLine }: SourceViewProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latestOnLine = useRef(onLine);
  latestOnLine.current = onLine;

  useEffect(() => {
    if (host.current === null) return undefined;
    const created = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: content,
        extensions: [
          lineNumbers(),
          reportMarks((line) => latestOnLine.current(line)),
          languageOf(path),
          codeTheme,
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.contentAttributes.of({ tabindex: '0', role: 'textbox', 'aria-readonly': 'true', 'aria-multiline': 'true', 'aria-label': `Source of ${path}` }),
        ],
      }),
    });
    view.current = created;
    return () => {
      created.destroy();
      view.current = null;
    };
  }, [path, content]);

  useEffect(() => {
    view.current?.dispatch({ effects: setMarks.of(marks) });
  }, [marks, path, content]);

  useEffect(() => {
    const current = view.current;
    if (current === null) return;
    const line = focus === null ? null : focus.jump ?? focus.startLine;
    current.dispatch({
      effects: line === null
        ? setFocus.of(null)
        : [setFocus.of(focus), EditorView.scrollIntoView(current.state.doc.line(Math.min(Math.max(1, line), current.state.doc.lines)).from, { y: 'center' })],
    });
  }, [focus, path, content]);

  return <div ref={host} className="h-full min-h-0 overflow-hidden" data-testid="source-view" />;
}
