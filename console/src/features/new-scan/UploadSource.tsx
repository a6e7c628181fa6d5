import { type DragEvent, type ReactElement, useRef, useState } from 'react';
import { cx } from '../../lib/cx.ts';
import { formatBytes, plural } from '../../lib/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { ACCEPTED, type UploadEntry } from './uploads.ts';

interface UploadSourceProps {
  entries: readonly UploadEntry[];
  onAdd: (files: Iterable<File>) => void;
  onRemove: (key: string) => void;
}

/** Files by drag and drop or by the browser's own dialog. */
export function UploadSource({ entries, onAdd, onRemove }: UploadSourceProps): ReactElement {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onAdd(event.dataTransfer.files);
  };
  return (
    <div className="flex flex-col gap-3 p-3.5">
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cx('flex flex-col items-center gap-2 rounded-lg border border-dashed px-6 py-10 text-center', isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-canvas')}
      >
        <Icon name="upload" className="size-6 text-ink-3" />
        <p className="font-medium">Drop contract sources here</p>
        <p className="text-sm text-ink-3">Solidity, Vyper, standard JSON input, an artifact, or a zip of a whole project; up to 10 MB each</p>
        <Button className="mt-1" onClick={() => input.current?.click()}>Choose files</Button>
        <input
          ref={input}
          type="file"
          accept={ACCEPTED}
          multiple
          aria-label="Files to scan"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            onAdd([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      {entries.length > 0 && (
        <ul aria-label="Files" className="flex flex-col gap-1.5">
          {entries.map((entry) => <li key={entry.key}><UploadRow entry={entry} onRemove={() => onRemove(entry.key)} /></li>)}
        </ul>
      )}
    </div>
  );
}

function UploadRow({ entry, onRemove }: { entry: UploadEntry; onRemove: () => void }): ReactElement {
  return (
    <div className="flex min-h-11 items-center gap-3 rounded-md border border-line px-3 py-1">
      <Icon name={entry.state === 'failed' ? 'alert' : entry.state === 'done' ? 'check' : 'file'} className={entry.state === 'failed' ? 'text-critical' : entry.state === 'done' ? 'text-ok' : 'text-ink-3'} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{entry.name}</p>
        <p role="status" className={cx('text-xs', entry.state === 'failed' ? 'text-critical' : 'text-ink-3')}>{describe(entry)}</p>
      </div>
      {entry.state === 'sending' && <span className="w-28"><Progress label={`Upload of ${entry.name}`} percent={entry.progress * 100} /></span>}
      <IconButton icon="cross" label={`Remove ${entry.name}`} onClick={onRemove} />
    </div>
  );
}

const formats = { solidity: 'Solidity', vyper: 'Vyper', 'standard-json': 'standard JSON', artifact: 'artifact', zip: 'zip' };

function describe({ state, size, upload, problem }: UploadEntry): string {
  if (state === 'failed') return problem ?? 'Failed';
  if (upload === null) return `${formatBytes(size)}, sending`;
  return `${formatBytes(size)}, ${formats[upload.format]}, ${plural(upload.fileCount, 'source file')}`;
}
