import type { ReactElement } from 'react';
import type { GasPlace } from '../../api/types.ts';
import { formatScore, plural } from '../../lib/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Prose } from '../../ui/Prose.tsx';

/** Where gas can be saved, by advice; the largest savings first, as the engine orders them. */
export function GasPanel({ score, places }: { score: number | null; places: readonly GasPlace[] }): ReactElement | null {
  if (score === null || places.length === 0) return null;
  const byAdvice = [...Map.groupBy(places, ({ advice }) => advice)];
  return (
    <Panel title="Gas" isFlush aside={<span className="text-xs text-ink-3">{plural(places.length, 'place')}, score {formatScore(score)} of 100</span>}>
      <ul className="divide-y divide-line">
        {byAdvice.map(([advice, found]) => <li key={advice} className="px-3.5 py-2"><Advice found={found} /></li>)}
      </ul>
    </Panel>
  );
}

function Advice({ found }: { found: readonly GasPlace[] }): ReactElement | null {
  const [first] = found;
  if (first === undefined) return null;
  return (
    <details>
      <summary className="flex cursor-pointer items-center gap-2"><span className="font-medium">{first.title}</span><Badge>{found.length}</Badge></summary>
      <div className="mt-1.5 flex flex-col gap-2 text-sm text-ink-2">
        <Prose text={first.explanation} />
        <p><span className="font-medium text-ink">Fix:</span> {first.fix}</p>
        <ul className="flex flex-col gap-0.5">
          {found.map(({ file, startLine, message }, index) => <li key={index}><code className="text-xs text-ink-3">{file}:{startLine}</code> {message}</li>)}
        </ul>
      </div>
    </details>
  );
}
