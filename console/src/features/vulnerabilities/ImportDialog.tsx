import { type DragEvent, type ReactElement, useRef, useState } from 'react';
import { cx } from '../../lib/cx.ts';
import { plural } from '../../lib/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { environmentNames } from '../assets/words.ts';
import { type ImportEntry, useImports } from './use-imports.ts';

interface ImportDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const environmentOptions = Object.entries(environmentNames).map(([value, label]) => ({ value, label }));

/** Reports by drag and drop or by the browser's own dialog, each with its progress and what came of it. */
export function ImportDialog({ isOpen, onOpenChange }: ImportDialogProps): ReactElement {
  const [environment, setEnvironment] = useState('production');
  const [scope, setScope] = useState('');
  const { entries, add, cancel, clear } = useImports({ environment, ...(scope.trim() !== '' && { scope: scope.trim() }) });
  const close = (next: boolean): void => {
    if (!next) clear();
    onOpenChange(next);
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={close} title="Import reports" description="What a report is, is told by its content. A later report of the same tool and scope closes what is gone and opens what is back." footer={<Button onClick={() => close(false)}>Close</Button>}>
      <div className="flex flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Environment">{(control) => <Select {...control} options={environmentOptions} value={environment} onValue={setEnvironment} />}</Field>
          <Field label="Scope" hint="What the report covers; its own target when empty">{(control) => <Input {...control} value={scope} maxLength={200} onChange={(event) => setScope(event.target.value)} />}</Field>
        </div>
        <DropZone onFiles={(files) => void add(files)} />
        {entries.length > 0 && <ul aria-label="Reports" className="flex flex-col gap-1.5">{entries.map((entry) => <li key={entry.key}><EntryRow entry={entry} onCancel={() => void cancel(entry)} /></li>)}</ul>}
      </div>
    </Dialog>
  );
}

function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }): ReactElement {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx('flex flex-col items-center gap-2 rounded-lg border border-dashed px-6 py-8 text-center', isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-canvas')}
    >
      <Icon name="upload" className="size-6 text-ink-3" />
      <p className="font-medium">Drop reports here</p>
      <p className="text-sm text-ink-3">SARIF, CycloneDX, Trivy, Grype, npm audit, OSV-Scanner, Semgrep, Gitleaks, Nuclei, Prowler, Inspector, ZAP, Bulwark; gzip and zip too; up to 64 MB each</p>
      <Button className="mt-1" onClick={() => input.current?.click()}>Choose files</Button>
      <input
        ref={input}
        type="file"
        multiple
        aria-label="Reports to import"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

const looks = { sending: ['file', 'text-ink-3'], importing: ['file', 'text-ink-3'], done: ['check', 'text-ok'], failed: ['alert', 'text-critical'], cancelled: ['cross', 'text-ink-3'] } as const;

function EntryRow({ entry, onCancel }: { entry: ImportEntry; onCancel: () => void }): ReactElement {
  const [icon, tone] = looks[entry.state];
  const isUnderWay = entry.state === 'sending' || entry.state === 'importing';
  return (
    <div className="flex min-h-11 items-center gap-3 rounded-md border border-line px-3 py-1">
      <Icon name={icon} className={tone} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{entry.name}</p>
        <p role="status" className={cx('text-xs', entry.state === 'failed' ? 'text-critical' : 'text-ink-3')}>{describe(entry)}</p>
      </div>
      {isUnderWay && <span className="w-24"><Progress label={`Import of ${entry.name}`} percent={entry.percent} /></span>}
      {isUnderWay && <IconButton icon="cross" label={`Cancel the import of ${entry.name}`} onClick={onCancel} />}
    </div>
  );
}

function describe({ state, stage, result }: ImportEntry): string {
  if (state !== 'done' || result === null) return stage;
  const { counts } = result;
  const parts = [`${counts.created} new`, `${counts.merged} merged`, `${counts.unchanged} unchanged`, `${counts.closed} closed`, `${counts.reopened} reopened`];
  return `${result.tool}: ${plural(counts.findings, 'finding')}; ${parts.join(', ')}`;
}
