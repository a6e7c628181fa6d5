import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { type ReactElement, useEffect, useRef } from 'react';
import { languageOf } from './contract-mode.ts';
import { codeTheme } from './theme.ts';

/** Ctrl-Enter starts the scan; in the editor it would insert a line. */
const keysOfTheEditor = defaultKeymap.filter(({ key }) => key !== 'Mod-Enter');

interface SourceEditorProps {
  /** Text at the start; later text comes from typing. */
  initial: string;
  /** Decides the language. */
  filename: string;
  label: string;
  onChange: (text: string) => void;
}

/** An editor for pasted source. Tab leaves it, as in any other field, so that no keyboard is trapped. */
export function SourceEditor({ initial, filename, label, onChange }: SourceEditorProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const text = useRef(initial);
  const latestOnChange = useRef(onChange);
  latestOnChange.current = onChange;
  const language = languageOf(filename);

  useEffect(() => {
    if (host.current === null) return undefined;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text.current,
        extensions: [
          lineNumbers(), history(), indentOnInput(), bracketMatching(), highlightActiveLine(), keymap.of([...keysOfTheEditor, ...historyKeymap]), language, codeTheme,
          placeholder('Paste a contract here'),
          EditorView.contentAttributes.of({ 'aria-label': label, autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            text.current = update.state.doc.toString();
            latestOnChange.current(text.current);
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [language, label]);

  return <div ref={host} className="h-full min-h-0 overflow-hidden" />;
}
