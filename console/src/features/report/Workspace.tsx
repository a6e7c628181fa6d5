import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { comparisonQuery } from '../../api/scans.ts';
import type { ScanReport } from '../../api/types.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { cx } from '../../lib/cx.ts';
import { moveCursor } from '../../lib/selection.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { bySeverity } from '../source/marks.ts';
import { FindingPanel } from './FindingPanel.tsx';
import { FindingsList } from './FindingsList.tsx';
import type { Jump } from './jump.ts';
import { SourcePane } from './SourcePane.tsx';
import { isShown } from './triage.ts';

type Pane = 'findings' | 'detail' | 'source';

const panes = [{ value: 'findings', label: 'Findings' }, { value: 'detail', label: 'Detail' }, { value: 'source', label: 'Source' }] as const;
const frame = 'min-h-0 min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface lg:flex';

/** Findings, the source they were found in, and what they mean, side by side; one at a time on a phone. */
export function Workspace({ report }: { report: ScanReport }): ReactElement {
  const search = useSearch({ from: '/shell/scans/$scanId' });
  const navigate = useNavigate({ from: '/scans/$scanId' });
  const [pane, setPane] = useState<Pane>('findings');
  const [jump, setJump] = useState<Jump | null>(null);
  const sorted = report.findings.toSorted(bySeverity);
  const comparison = useQuery(comparisonQuery(report.id)).data;
  const added = comparison === undefined || comparison.base === null ? null : new Set(comparison.added);
  const show = search.show ?? 'all';
  const shown = sorted.filter((finding) => (search.severity === undefined || finding.severity === search.severity) && isShown(finding, show, added ?? new Set()));
  const selected = shown.find(({ id }) => id === search.finding) ?? shown[0] ?? null;
  const select = (id: string | null): void => {
    setJump(null);
    if (id !== null) void navigate({ search: (current) => ({ ...current, finding: id }), replace: true, resetScroll: false });
  };
  const step = (by: 1 | -1): void => select(moveCursor(shown.map(({ id }) => id), selected?.id ?? null, by));
  const jumpTo = (place: Jump): void => {
    setJump(place);
    setPane('source');
  };
  useActions([
    { id: 'finding.next', title: 'Next finding', section: 'List', keys: 'j', isKeyOnly: true, run: () => step(1) },
    { id: 'finding.previous', title: 'Previous finding', section: 'List', keys: 'k', isKeyOnly: true, run: () => step(-1) },
  ]);
  const visible = (name: Pane): string => cx(frame, pane === name ? 'flex' : 'hidden');
  return (
    <div className="flex flex-col gap-3">
      <Segmented label="What to show" value={pane} options={panes} onValue={setPane} className="lg:hidden" />
      <div className="grid gap-3 max-lg:grid-cols-1 lg:h-[max(34rem,calc(100dvh-15.5rem))] lg:grid-cols-[18rem_minmax(0,1fr)] lg:grid-rows-[minmax(0,3fr)_minmax(0,2fr)] min-[105rem]:grid-cols-[19rem_minmax(0,1fr)_24rem] min-[105rem]:grid-rows-1">
        <section aria-label="Findings" className={cx(visible('findings'), 'lg:row-span-2 min-[105rem]:row-span-1')}>
          <FindingsList
            report={report}
            findings={shown}
            selectedId={selected?.id ?? null}
            severity={search.severity ?? null}
            show={show}
            added={added}
            onSeverity={(severity) => void navigate({ search: { severity: severity ?? undefined, show: search.show }, replace: true, resetScroll: false })}
            onShow={(next) => void navigate({ search: { severity: search.severity, show: next === 'all' ? undefined : next }, replace: true, resetScroll: false })}
            onSelect={(id) => {
              select(id);
              setPane('detail');
            }}
          />
        </section>
        <section aria-label="Source" className={cx(visible('source'), 'max-lg:h-[70dvh]', selected === null && 'lg:row-span-2 min-[105rem]:col-span-2 min-[105rem]:row-span-1')}>
          <SourcePane report={report} selected={selected} jump={jump} onFinding={select} onFile={(file) => setJump({ file, line: 1 })} />
        </section>
        <section aria-label="Finding" className={cx(visible('detail'), selected === null && 'lg:hidden')}>
          <FindingPanel finding={selected} jump={jump} onJump={jumpTo} />
        </section>
      </div>
    </div>
  );
}
