import type { ReactElement } from 'react';
import type { Confirmation, ProofStep } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { shorten } from '../../lib/format.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { effectText, formatWei, nameOf, type Proof, proofJson } from './proof-format.ts';

const verdicts: Record<Confirmation['status'], { tone: Tone; name: string }> = {
  proved: { tone: 'critical', name: 'Proved' },
  'not-proved': { tone: 'plain', name: 'Not proved' },
  'not-tried': { tone: 'plain', name: 'Not tried' },
};

/** Whether a finding was shown by execution; the word for lists and headings. */
export const VerdictBadge = ({ status }: { status: Confirmation['status'] }): ReactElement => <Badge tone={verdicts[status].tone}>{verdicts[status].name}</Badge>;

/** What execution showed: the transactions one by one, each to be copied as it is. */
export function ProofPart({ confirmation }: { confirmation: Confirmation }): ReactElement {
  const { status, reason, proof } = confirmation;
  if (proof === null) {
    return <p className="text-ink-2">{reason.charAt(0).toUpperCase() + reason.slice(1)}. {status === 'not-proved' && 'That does not make the finding false.'}</p>;
  }
  return (
    <div className="flex flex-col gap-2">
      <p>{proof.evidence.charAt(0).toUpperCase() + proof.evidence.slice(1)}.</p>
      <div className="flex items-center gap-1 text-xs text-ink-3">
        <span className="min-w-0 flex-1">{proof.contract}, {proof.compiler}, rules of {proof.rules}</span>
        <CopyButton text={proofJson(proof)} label="Copy all transactions as JSON" isSmall />
      </div>
      {proof.assumptions.map((text) => <p key={text} className="border-l-2 border-line-strong pl-2.5 text-xs text-ink-2">Given: {text}.</p>)}
      <ol aria-label="Transactions" className="flex flex-col">
        {proof.steps.map((step, index) => (
          <li key={index}>
            {index === proof.attackFrom && <p className="mt-1 border-t border-line pt-1.5 pb-0.5 text-xs font-semibold text-critical">The attack</p>}
            <Transaction proof={proof} step={step} number={index + 1} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Transaction({ proof, step, number }: { proof: Proof; step: ProofStep; number: number }): ReactElement {
  const isAttack = number > proof.attackFrom;
  return (
    <div className="flex items-start gap-2.5 py-1.5">
      <span aria-hidden="true" className={cx('grid size-4.5 shrink-0 place-items-center rounded-full text-[10px] font-semibold text-canvas', isAttack ? 'bg-critical-solid' : 'bg-ink')}>{number}</span>
      <div className="min-w-0 flex-1">
        <p className="break-words text-ink-2"><span className="font-medium text-ink">{step.actor}</span> {step.call}{step.value !== '0' && ` with ${formatWei(step.value)}`}</p>
        {step.actor !== 'setup' && (
          <div className="flex items-center gap-1 font-mono text-xs text-ink-3">
            <span className="min-w-0 flex-1 truncate" title={`${step.from ?? ''} → ${step.to ?? 'new contract'}`}>to {nameOf(proof, step.to)} · {shorten(step.calldata, 18, 8)}</span>
            <CopyButton text={JSON.stringify({ from: step.from, to: step.to, value: step.value, data: step.calldata })} label={`Copy transaction ${number}`} isSmall />
          </div>
        )}
        {step.result !== '' && <p className={cx('text-xs break-all', step.succeeded ? 'text-ink-3' : 'text-critical')}>{step.succeeded ? 'Returns' : 'Fails'}: {step.result}</p>}
        {step.effects.map((effect, at) => <p key={at} className="text-xs break-all text-ink-3">{effectText(proof, effect)}</p>)}
      </div>
    </div>
  );
}
