import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { detectorsQuery } from '../../api/scans.ts';
import type { Detector } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { plural } from '../../lib/format.ts';
import { toggled } from '../../lib/selection.ts';
import { severities, severityFill, severityNames } from '../../ui/Badge.tsx';
import { Checkbox, Input } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryState } from '../../ui/states.tsx';

interface DetectorPickerProps {
  /** Null stands for all, those of later versions included. */
  chosen: ReadonlySet<string> | null;
  onChange: (chosen: ReadonlySet<string> | null) => void;
}

/** All detectors, or some. */
export function DetectorPicker({ chosen, onChange }: DetectorPickerProps): ReactElement {
  const query = useQuery(detectorsQuery);
  return (
    <Panel title="Detectors" isFlush aside={query.data && <span className="text-xs text-ink-3">{chosen === null ? `all ${query.data.length}` : `${chosen.size} of ${query.data.length}`}</span>}>
      <QueryState query={query}>
        {(detectors) => (
          <>
            <Checkbox className="px-3.5 py-2.5" label="Run all detectors" checked={chosen === null} onChange={(event) => onChange(event.target.checked ? null : new Set(detectors.map(({ id }) => id)))} />
            {chosen !== null && <Choice detectors={detectors} chosen={chosen} onChange={onChange} />}
          </>
        )}
      </QueryState>
    </Panel>
  );
}

function Choice({ detectors, chosen, onChange }: { detectors: readonly Detector[]; chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void }): ReactElement {
  const [words, setWords] = useState('');
  const matching = detectors
    .filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(words.trim().toLowerCase()))
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || a.title.localeCompare(b.title));
  return (
    <div className="border-t border-line">
      <div className="flex items-center gap-2 px-3.5 py-2">
        <Input type="search" aria-label="Search detectors" placeholder="Search detectors" className="flex-1" value={words} onChange={(event) => setWords(event.target.value)} />
        <button type="button" className="text-sm whitespace-nowrap text-accent hover:underline" onClick={() => onChange(new Set())}>Clear all</button>
      </div>
      <ul aria-label="Detectors" tabIndex={0} className="max-h-80 overflow-y-auto border-t border-line py-1">
        {matching.map((detector) => (
          <li key={detector.id}>
            <Checkbox
              className="flex w-full items-start px-3.5 py-1.5 hover:bg-hover"
              checked={chosen.has(detector.id)}
              onChange={() => onChange(toggled(chosen, detector.id))}
              label={<><span aria-hidden="true" title={severityNames[detector.severity]} className={cx('mr-2 inline-block size-2 rounded-[2px]', severityFill[detector.severity])} />{detector.title}<span className="sr-only">, {severityNames[detector.severity]}</span></>}
            />
          </li>
        ))}
      </ul>
      <p role="status" className="border-t border-line px-3.5 py-2 text-xs text-ink-3">{matching.length === 0 ? 'No detector is called that' : plural(matching.length, 'detector')}</p>
    </div>
  );
}
