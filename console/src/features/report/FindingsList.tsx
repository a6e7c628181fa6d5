import { type ReactElement, useEffect } from 'react';
import type { Finding, ScanReport, Severity } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { plural } from '../../lib/format.ts';
import { severities, severityFill, severityNames } from '../../ui/Badge.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { isSettled, type Show, stateOf, triageNames } from './triage.ts';

interface FindingsListProps {
  report: ScanReport;
  /** What the filter lets through, most severe first. */
  findings: readonly Finding[];
  selectedId: string | null;
  severity: Severity | null;
  show: Show;
  /** Ids of findings that the scan before did not have; null when there is none to compare with. */
  added: ReadonlySet<string> | null;
  onSeverity: (severity: Severity | null) => void;
  onShow: (show: Show) => void;
  onSelect: (id: string) => void;
}

export function FindingsList({ report, findings, selectedId, severity, show, added, onSeverity, onShow, onSelect }: FindingsListProps): ReactElement {
  useEffect(() => {
    if (selectedId !== null) document.querySelector(`[data-finding="${CSS.escape(selectedId)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  return (
    <>
      <header className="border-b border-line px-3 py-2">
        <h2 className="sr-only">Findings</h2>
        <div role="group" aria-label="Filter by severity" className="flex flex-wrap gap-1">
          <Chip label="All" count={report.findings.length} isOn={severity === null} onToggle={() => onSeverity(null)} />
          {severities.filter((each) => report.counts[each] > 0).map((each) => (
            <Chip key={each} label={severityNames[each]} fill={severityFill[each]} count={report.counts[each]} isOn={severity === each} onToggle={() => onSeverity(severity === each ? null : each)} />
          ))}
          {report.findings.some((finding) => isSettled(stateOf(finding))) && (
            <Chip label="To decide" count={report.findings.filter((finding) => !isSettled(stateOf(finding))).length} isOn={show === 'open'} onToggle={() => onShow(show === 'open' ? 'all' : 'open')} />
          )}
          {added !== null && <Chip label="New" count={added.size} isOn={show === 'new'} onToggle={() => onShow(show === 'new' ? 'all' : 'new')} />}
        </div>
      </header>
      {report.findings.length === 0 ? <NothingFound report={report} /> : (
        <ul tabIndex={0} aria-label="Findings" className="min-h-0 flex-1 overflow-y-auto">
          {findings.map((finding) => <li key={finding.id} data-finding={finding.id}><Row finding={finding} isNew={added?.has(finding.id) ?? false} isSelected={finding.id === selectedId} onSelect={() => onSelect(finding.id)} /></li>)}
        </ul>
      )}
    </>
  );
}

function Chip({ label, count, fill, isOn, onToggle }: { label: string; count: number; fill?: string; isOn: boolean; onToggle: () => void }): ReactElement {
  return (
    <button type="button" aria-pressed={isOn} onClick={onToggle} className={cx('inline-flex h-6 items-center gap-1.5 rounded-sm border px-1.5 text-xs pointer-coarse:h-9 pointer-coarse:px-2.5', isOn ? 'border-accent bg-accent-soft font-medium text-ink' : 'border-line text-ink-2 hover:bg-hover')}>
      {fill !== undefined && <span aria-hidden="true" className={cx('size-2 rounded-[2px]', fill)} />}
      {label} <span className="text-ink-3">{count}</span>
    </button>
  );
}

function Row({ finding, isNew, isSelected, onSelect }: { finding: Finding; isNew: boolean; isSelected: boolean; onSelect: () => void }): ReactElement {
  const place = [finding.contract, finding.function].filter((name) => name !== null).join('.');
  return (
    <button
      type="button"
      aria-current={isSelected}
      onClick={onSelect}
      className={cx('flex w-full items-start gap-2.5 border-b border-line px-3 py-2 text-left', isSelected ? 'bg-hover shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover')}
    >
      <span aria-hidden="true" className={cx('mt-1.5 size-2 shrink-0 rounded-[2px]', severityFill[finding.severity])} />
      <span className="min-w-0 flex-1">
        <span className={cx('block font-medium', isSettled(stateOf(finding)) && 'text-ink-3 line-through')}>{finding.title}</span>
        <span className="block truncate text-xs text-ink-3">
          <span className="sr-only">{severityNames[finding.severity]}. </span>
          {place === '' ? finding.file : place} · line {finding.startLine}{finding.confirmation?.status === 'proved' && ' · proved'}{isNew && ' · new'}{finding.triage !== null && ` · ${triageNames[finding.triage.state]}`}
        </span>
      </span>
    </button>
  );
}

/** No findings is said with care: never as "safe", and not as clean when the analysis was incomplete. */
function NothingFound({ report }: { report: ScanReport }): ReactElement {
  if (report.isIncomplete || report.incomplete.length > 0) {
    return <EmptyState icon="warning" title="No findings in the analysed part">Some of the source could not be analysed, so this is not a clean result.</EmptyState>;
  }
  return <EmptyState icon="check" title="No findings">{plural(report.detectorsRun.length, 'detector')} found nothing in {plural(report.lineCount, 'line')}. That is good news, not a proof.</EmptyState>;
}
