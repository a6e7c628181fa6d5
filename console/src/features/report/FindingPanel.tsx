import type { ReactElement, ReactNode } from 'react';
import type { Finding } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { shorten } from '../../lib/format.ts';
import { Badge, SeverityBadge } from '../../ui/Badge.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Prose } from '../../ui/Prose.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { Jump } from './jump.ts';
import { StateList } from './StateList.tsx';
import { ProofPart, VerdictBadge } from './ProofPart.tsx';
import { referencesOf } from './references.ts';
import { triageNames } from './triage.ts';
import { TriageMenu } from './TriageMenu.tsx';

interface FindingPanelProps {
  finding: Finding | null;
  jump: Jump | null;
  onJump: (place: Jump) => void;
}

/** What a finding means, how it comes about step by step, and how to put it right. */
export function FindingPanel({ finding, jump, onJump }: FindingPanelProps): ReactElement {
  if (finding === null) return <EmptyState icon="search" title="No finding selected">Findings explain themselves here.</EmptyState>;
  const place = [finding.contract, finding.function].filter((name) => name !== null).join('.');
  const lines = finding.endLine > finding.startLine ? `${finding.startLine}–${finding.endLine}` : String(finding.startLine);
  return (
    <article tabIndex={0} aria-label={finding.title} className="flex min-h-0 flex-col gap-4 overflow-y-auto px-4 py-3.5">
      <header className="flex flex-col gap-1.5">
        <div className="flex flex-wrap items-center gap-1.5">
          <SeverityBadge severity={finding.severity} />
          <Badge>{finding.confidence} confidence</Badge>
          {finding.confirmation !== null && finding.confirmation.status !== 'not-tried' && <VerdictBadge status={finding.confirmation.status} />}
          <span className="ml-auto"><TriageMenu key={finding.id} finding={finding} /></span>
        </div>
        <h2 className="text-base leading-snug font-semibold">{finding.title}</h2>
        <button type="button" onClick={() => onJump({ file: finding.file, line: finding.startLine })} className="w-fit text-left font-mono text-xs break-all text-accent hover:underline">
          {place === '' ? '' : `${place} · `}{finding.file}:{lines}
        </button>
      </header>
      {finding.triage !== null && finding.triage.reason !== '' && <p className="border-l-2 border-line-strong pl-2.5 text-ink-2">{triageNames[finding.triage.state]}: {finding.triage.reason}</p>}
      <Prose text={finding.message} />
      {finding.explanation !== '' && <Part title="Why it matters"><Prose text={finding.explanation} /></Part>}
      {finding.path.length > 0 && <Part title="How it comes about"><Steps finding={finding} jump={jump} onJump={onJump} /></Part>}
      {finding.state.length > 0 && <Part title="State involved"><StateList finding={finding} onJump={onJump} /></Part>}
      {finding.confirmation !== null && <Part title="Shown by execution"><ProofPart confirmation={finding.confirmation} /></Part>}
      <Part title="How to fix it"><Prose text={finding.fix} /></Part>
      <Part title="References"><References finding={finding} /></Part>
      <Part title="Identity">
        <div className="flex items-center gap-1 text-xs text-ink-3">
          <span className="min-w-0 flex-1">Detector <code className="text-ink-2">{finding.detector}</code>, fingerprint <code className="text-ink-2" title={finding.fingerprint}>{shorten(finding.fingerprint, 10, 6)}</code></span>
          <CopyButton text={finding.fingerprint} label="Copy the fingerprint" isSmall />
        </div>
      </Part>
    </article>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }): ReactElement => (
  <section>
    <h3 className="mb-1 text-sm font-semibold">{title}</h3>
    {children}
  </section>
);

function Steps({ finding, jump, onJump }: { finding: Finding; jump: Jump | null; onJump: (place: Jump) => void }): ReactElement {
  return (
    <ol className="flex flex-col">
      {finding.path.map((step, index) => {
        const isHere = jump !== null && jump.file === step.file && jump.line === step.startLine;
        return (
          <li key={index}>
            <button
              type="button"
              onClick={() => onJump({ file: step.file, line: step.startLine })}
              className={cx('flex w-full items-start gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover', isHere && 'bg-hover')}
            >
              <span aria-hidden="true" className="grid size-4.5 shrink-0 place-items-center rounded-full bg-ink text-[10px] font-semibold text-canvas">{index + 1}</span>
              <span className="min-w-0 flex-1">
                <span className="block text-ink-2">{step.note}</span>
                <span className="block font-mono text-xs break-all text-ink-3">{step.file}:{step.startLine}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function References({ finding }: { finding: Finding }): ReactElement {
  const references = referencesOf(finding.categories);
  if (references.length === 0) return <p className="text-ink-3">None of the public catalogues lists this.</p>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {references.map(({ label, url }) => (
        <li key={label}>
          <a href={url} target="_blank" rel="noreferrer" className="inline-flex h-6 items-center gap-1 rounded-sm border border-line px-1.5 text-xs text-ink-2 hover:border-line-strong hover:text-ink">
            {label}<Icon name="external" className="size-3" /><span className="sr-only">(opens a new tab)</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
