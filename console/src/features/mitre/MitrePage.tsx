import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { importStix, layerUrl, matrixQuery, secopsKeys } from '../../api/secops.ts';
import type { Matrix as MatrixData } from '../../api/types.ts';
import { plural } from '../../lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Prose } from '../../ui/Prose.tsx';
import { QueryState } from '../../ui/states.tsx';
import { useMay } from '../session/use-may.ts';
import { Matrix, type Technique } from './Matrix.tsx';

export function MitrePage(): ReactElement {
  const query = useQuery(matrixQuery);
  const [shown, setShown] = useState<Technique | null>(null);
  const [isOnlyKnown, setOnlyKnown] = useState(false);
  const mayImport = useMay('admin:operations');
  const actions = (
    <>
      {mayImport && <StixButton />}
      <Button asChild><a href={layerUrl} download><Icon name="download" />Navigator layer</a></Button>
    </>
  );
  return (
    <Page title="MITRE ATT&CK" lead="Techniques that were detected, or that an open vulnerability leads to" actions={actions}>
      <Panel isFlush>
        <QueryState query={query}>
          {(matrix) => (
            <>
              <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-3.5 py-2">
                <p aria-live="polite" className="text-ink-2">{summary(matrix)}</p>
                <Checkbox label="Only those with something" checked={isOnlyKnown} onChange={(event) => setOnlyKnown(event.target.checked)} />
              </div>
              <Matrix matrix={matrix} isOnlyKnown={isOnlyKnown} onShow={setShown} />
            </>
          )}
        </QueryState>
      </Panel>
      <TechniqueDialog technique={shown} onClose={() => setShown(null)} />
    </Page>
  );
}

function summary({ techniques }: MatrixData): string {
  const known = techniques.filter(({ detectionCount, findingCount }) => detectionCount + findingCount > 0);
  return `${known.length} of ${plural(techniques.length, 'technique')} with detections or open vulnerabilities`;
}

function TechniqueDialog({ technique, onClose }: { technique: Technique | null; onClose: () => void }): ReactElement {
  return (
    <Dialog isOpen={technique !== null} onOpenChange={(isOpen) => !isOpen && onClose()} title={technique === null ? '' : `${technique.id} ${technique.name}`}>
      {technique !== null && (
        <div className="flex flex-col gap-3 pb-3">
          <p>{plural(technique.detectionCount, 'detection')}, {plural(technique.findingCount, 'open vulnerability', 'open vulnerabilities')}</p>
          {technique.description === '' ? <p className="text-ink-3">No description: an operator can import MITRE&apos;s STIX bundle.</p> : <Prose text={technique.description} />}
          <p className="flex flex-wrap gap-4">
            <a href={technique.url} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1 text-accent hover:underline"><Icon name="external" className="size-3" />attack.mitre.org<span className="sr-only">(opens a new tab)</span></a>
            {technique.findingCount > 0 && <Link to="/vulnerabilities" search={{ technique: technique.id }} className="text-accent hover:underline">Its vulnerabilities</Link>}
          </p>
        </div>
      )}
    </Dialog>
  );
}

function StixButton(): ReactElement {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const load = useMutation({
    mutationFn: (file: File) => importStix(file, { signal: new AbortController().signal }),
    onSuccess: ({ descriptions }) => {
      void client.invalidateQueries({ queryKey: secopsKeys.matrix });
      toast.success(`${plural(descriptions, 'description')} imported`);
    },
    onError: (error) => toast.error(describeError(error).title),
  });
  return (
    <>
      <Button icon="upload" isBusy={load.isPending} onClick={() => input.current?.click()}>Import descriptions</Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="STIX bundle"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) load.mutate(file);
        }}
      />
    </>
  );
}
