import type { Confirmation, Proof, ProofEffect, ProofStep } from '../confirm/proof.ts';

/** A confirmation as lines for people: the verdict, then every transaction with what it changed. */
export function confirmationLines({ status, reason, proof }: Confirmation): string[] {
  if (!proof) return [status === 'not-proved' ? `not proved: ${reason}` : `not tried: ${reason}`];
  return [`PROVED by execution: ${reason}`, `${proof.contract}, ${proof.compiler}, rules of ${proof.rules}`, ...proof.assumptions.map((text) => `given: ${text}`), ...proof.steps.flatMap((step, at) => stepLines(proof, step, at))];
}

function stepLines({ attackFrom }: Proof, step: ProofStep, at: number): string[] {
  const mark = at === attackFrom ? ['the attack:'] : [];
  const outcome = step.succeeded ? (step.result === '' ? '' : ` → ${step.result}`) : ` fails: ${step.result}`;
  const paid = step.value === '0' ? '' : `, ${step.value} wei`;
  return [...mark, `${at + 1}. ${step.actor}: ${step.call}${paid}${outcome}`, ...step.effects.map((effect) => `     ${effectText(effect)}`)];
}

function effectText(effect: ProofEffect): string {
  switch (effect.kind) {
    case 'balance':
      return `balance of ${effect.account}: ${effect.before} → ${effect.after}`;
    case 'storage':
      return `${effect.variable ?? `slot ${effect.slot}`} of ${effect.account}: ${effect.before} → ${effect.after}`;
    case 'destroyed':
      return `${effect.account} destroys itself`;
  }
}
