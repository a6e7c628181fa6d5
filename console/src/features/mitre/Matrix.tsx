import type { ReactElement } from 'react';
import type { Matrix as MatrixData } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';

export type Technique = MatrixData['techniques'][number];

interface MatrixProps {
  matrix: MatrixData;
  isOnlyKnown: boolean;
  onShow: (technique: Technique) => void;
}

const countOf = ({ detectionCount, findingCount }: Technique): number => detectionCount + findingCount;

/** The more is known of a technique, the stronger its colour; the number says the same in words. */
function lookOf(technique: Technique): string {
  if (technique.detectionCount > 0) return 'border-critical bg-critical-soft';
  if (technique.findingCount > 0) return 'border-medium bg-medium-soft';
  return 'border-line bg-surface';
}

/** A column per tactic in the order of the matrix, a cell per technique. */
export function Matrix({ matrix, isOnlyKnown, onShow }: MatrixProps): ReactElement {
  const shown = isOnlyKnown ? matrix.techniques.filter((technique) => countOf(technique) > 0) : matrix.techniques;
  return (
    <div className="overflow-x-auto p-3.5" tabIndex={0} role="region" aria-label="Matrix">
      <ul className="flex min-w-max items-start gap-2">
        {matrix.tactics.map((tactic) => {
          const own = shown.filter(({ tactics }) => tactics.includes(tactic.id));
          return (
            <li key={tactic.id} className="flex w-40 flex-col gap-1">
              <h2 className="flex min-h-12 flex-col justify-end pb-1 text-xs font-semibold">{tactic.name}<span className="font-normal text-ink-3">{own.length} techniques</span></h2>
              <ul className="flex flex-col gap-1">
                {own.map((technique) => (
                  <li key={technique.id}>
                    <button type="button" onClick={() => onShow(technique)} className={cx('w-full rounded-sm border px-1.5 py-1 text-left text-xs leading-4 text-ink hover:border-ink-3', lookOf(technique))}>
                      {technique.name}
                      {countOf(technique) > 0 && <span className="block text-ink-2">{technique.detectionCount} detected, {technique.findingCount} open</span>}
                    </button>
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
