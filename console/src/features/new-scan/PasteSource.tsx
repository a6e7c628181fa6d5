import { lazy, type ReactElement, Suspense, useState } from 'react';
import { formatBytes, plural } from '../../lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, Input } from '../../ui/Field.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { filenameOf, type Pasted } from './draft.ts';
import { example } from './example.ts';

const SourceEditor = lazy(() => import('../source/SourceEditor.tsx').then((module) => ({ default: module.SourceEditor })));

/** Source typed or pasted, named after what it declares until somebody names it. */
export function PasteSource({ value, onChange }: { value: Pasted; onChange: (value: Pasted) => void }): ReactElement {
  // The editor keeps its own text; a new key puts the example in.
  const [round, setRound] = useState(0);
  const lines = value.source === '' ? 0 : value.source.split('\n').length;
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-end gap-3 px-3.5 pt-3 pb-3">
        <Field label="File name" className="min-w-48 flex-1 sm:max-w-64">
          {(control) => <Input {...control} value={filenameOf(value)} spellCheck={false} onChange={(event) => onChange({ ...value, filename: event.target.value })} />}
        </Field>
        <Button
          look="ghost"
          icon="code"
          onClick={() => {
            onChange({ source: example, filename: null });
            setRound(round + 1);
          }}
        >
          Use an example
        </Button>
        <span className="ml-auto pb-1.5 text-xs text-ink-3">{plural(lines, 'line')}, {formatBytes(new Blob([value.source]).size)}</span>
      </div>
      <div className="h-[min(56vh,560px)] min-h-72 overflow-hidden rounded-b-lg border-t border-line">
        <Suspense fallback={<LoadingRows rows={6} label="Loading the editor" />}>
          <SourceEditor key={round} initial={value.source} filename={filenameOf(value)} label="Contract source" onChange={(source) => onChange({ ...value, source })} />
        </Suspense>
      </div>
    </div>
  );
}
