import type { ReactElement } from 'react';
import { cx } from '../lib/cx.ts';
import { formatScore } from '../lib/format.ts';

const RADIUS = 26;
const ROUND = 2 * Math.PI * RADIUS;

/** Colour of a security score, 100 best. */
function scoreTone(score: number): 'ok' | 'medium' | 'high' | 'critical' {
  if (score >= 90) return 'ok';
  if (score >= 70) return 'medium';
  return score >= 40 ? 'high' : 'critical';
}

const tracks = { ok: 'stroke-ok-soft', medium: 'stroke-medium-soft', high: 'stroke-high-soft', critical: 'stroke-critical-soft' };
const strokes = { ok: 'stroke-ok-solid', medium: 'stroke-medium-solid', high: 'stroke-high-solid', critical: 'stroke-critical-solid' };

/** A security score 0–100 as a ring; of an incomplete result it can only be the upper bound. */
export function ScoreRing({ score, isIncomplete }: { score: number; isIncomplete: boolean }): ReactElement {
  const tone = isIncomplete && score >= 70 ? 'medium' : scoreTone(score);
  return (
    <div role="img" aria-label={`Security score ${formatScore(score)} of 100${isIncomplete ? ', of the part that could be analysed' : ''}`} className="relative size-16 shrink-0">
      <svg viewBox="0 0 64 64" aria-hidden="true" className="size-full -rotate-90">
        <circle cx="32" cy="32" r={RADIUS} fill="none" strokeWidth="6" className={tracks[tone]} />
        <circle
          cx="32" cy="32" r={RADIUS} fill="none" strokeWidth="6" strokeLinecap="butt"
          className={strokes[tone]}
          strokeDasharray={`${(score / 100) * ROUND} ${ROUND}`}
        />
      </svg>
      <span className={cx('absolute inset-0 grid place-items-center font-semibold', isIncomplete ? 'text-sm' : 'text-base')}>{isIncomplete && '≤ '}{formatScore(score)}</span>
    </div>
  );
}
