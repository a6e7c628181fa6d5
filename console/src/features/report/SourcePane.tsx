import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactElement, Suspense, useMemo, useState } from 'react';
import { sourcesQuery } from '../../api/scans.ts';
import type { Finding, ScanReport, SourceFile } from '../../api/types.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Select } from '../../ui/Field.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import type { Focus } from '../source/extensions.ts';
import { lineMarks, orderFiles } from '../source/marks.ts';
import type { Jump } from './jump.ts';

// Under way as soon as this page's code is, beside the report itself.
const viewer = import('../source/SourceView.tsx');
const SourceView = lazy(() => viewer.then((module) => ({ default: module.SourceView })));

interface SourcePaneProps {
  report: ScanReport;
  selected: Finding | null;
  jump: Jump | null;
  onFinding: (id: string) => void;
  /** Where another file was chosen; without it the pane keeps the choice itself. */
  onFile?: (path: string) => void;
}

/** The sources as analysed, opened where the selected finding is. */
export function SourcePane(props: SourcePaneProps): ReactElement {
  const query = useQuery(sourcesQuery(props.report.id));
  return (
    <QueryState query={query} loading={<LoadingRows rows={12} />} empty={{ when: (files) => files.length === 0, show: <EmptyState icon="file" title="No source to show">This scan read no source file.</EmptyState> }}>
      {(files) => <Opened files={files} {...props} />}
    </QueryState>
  );
}

/** What the editor should highlight in this file; steps that lie in other files are left out there. */
function focusIn(path: string, selected: Finding | null, jump: Jump | null): Focus | null {
  const isHere = selected?.file === path;
  const jumpLine = jump?.file === path ? jump.line : null;
  if (selected === null || (!isHere && jumpLine === null)) {
    return jumpLine === null ? null : { startLine: 0, endLine: -1, severity: 'info', steps: [], jump: jumpLine };
  }
  const steps = selected.path.map((step, index) => ({ ...step, number: index + 1 })).filter((step) => step.file === path);
  return { startLine: isHere ? selected.startLine : 0, endLine: isHere ? selected.endLine : -1, severity: selected.severity, steps, jump: jumpLine };
}

function Opened({ files, report, selected, jump, onFinding, onFile }: SourcePaneProps & { files: readonly SourceFile[] }): ReactElement {
  const ordered = useMemo(() => orderFiles(files.map(({ path }) => path), report.findings), [files, report.findings]);
  const [chosen, setChosen] = useState<string | null>(null);
  const wanted = jump?.file ?? selected?.file ?? chosen ?? ordered[0]?.path;
  const file = files.find(({ path }) => path === wanted) ?? files[0];
  const path = file?.path ?? '';
  const marks = useMemo(() => lineMarks(report.findings, path), [report.findings, path]);
  const focus = useMemo(() => focusIn(path, selected, jump), [path, selected, jump]);
  if (file === undefined) return <EmptyState icon="file" title="No source to show" />;
  const openLine = (line: number): void => {
    const here = marks.find((mark) => mark.line === line)?.findingIds ?? [];
    const next = here[(here.indexOf(selected?.id ?? '') + 1) % here.length];
    if (next !== undefined) onFinding(next);
  };
  return (
    <>
      <FileBar file={file} files={ordered} onFile={onFile ?? setChosen} />
      <div className="min-h-0 flex-1">
        <Suspense fallback={<LoadingRows rows={12} label="Loading the viewer" />}>
          <SourceView path={path} content={file.content} marks={marks} focus={focus} onLine={openLine} />
        </Suspense>
      </div>
    </>
  );
}

/** Which file is open, the choice of another, and its text to copy. */
function FileBar({ file, files, onFile }: { file: SourceFile; files: ReturnType<typeof orderFiles>; onFile: (path: string) => void }): ReactElement {
  const options = files.map(({ path, count }) => ({ value: path, label: count === 0 ? path : `${path} (${count})` }));
  return (
    <header className="flex min-h-10 items-center gap-2 border-b border-line px-3">
      <h2 className="sr-only">Source</h2>
      {files.length === 1
        ? <p className="min-w-0 flex-1 truncate font-mono text-xs" title={file.path}>{file.path}</p>
        : <Select aria-label="File" className="min-w-0 flex-1 font-mono text-xs" value={file.path} onValue={onFile} options={options} />}
      <CopyButton text={file.content} label="Copy this file" isSmall />
    </header>
  );
}
