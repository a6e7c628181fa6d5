import type { ReactElement, ReactNode } from 'react';
import type { ScanReport } from '../../api/types.ts';
import { ScoreRing } from '../../charts/ScoreRing.tsx';
import { SeverityBar } from '../../charts/SeverityBar.tsx';
import { formatDuration, formatScore, plural } from '../../lib/format.ts';
import { Time } from '../../ui/Time.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';

const depthNames = { quick: 'Quick', full: 'Full', deep: 'Deep' };

/** The result in one line: score, findings by severity, what was run. */
export function Summary({ report }: { report: ScanReport }): ReactElement {
  return (
    <section aria-label="Result" className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3">
      {report.securityScore !== null && (
        <div className="flex items-center gap-3">
          <ScoreRing score={report.securityScore} isIncomplete={report.isIncomplete} />
          <div>
            <p className="font-medium">Security score</p>
            <Tooltip text={report.scoreFormula}>
              <button type="button" className="text-xs text-ink-3 underline decoration-dotted underline-offset-2">risk {report.isIncomplete && 'at least '}{formatScore(report.riskScore)}, how it is counted</button>
            </Tooltip>
          </div>
        </div>
      )}
      <div className="min-w-52 flex-1">
        <p className="mb-1.5 font-medium">{plural(report.findings.length, 'finding')}</p>
        <SeverityBar counts={report.counts} />
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        <Fact name="Depth">{depthNames[report.depth]}</Fact>
        <Fact name="Detectors">{report.detectorsRun.length}</Fact>
        <Fact name="Read">{plural(report.fileCount, 'file')}, {plural(report.lineCount, 'line')}</Fact>
        <Fact name="Took">{formatDuration(report.durationMs)}</Fact>
        {report.completedAt !== null && <Fact name="Ended"><Time at={report.completedAt} /></Fact>}
      </dl>
    </section>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }): ReactElement => (
  <div>
    <dt className="text-xs text-ink-3">{name}</dt>
    <dd className="font-medium whitespace-nowrap">{children}</dd>
  </div>
);
