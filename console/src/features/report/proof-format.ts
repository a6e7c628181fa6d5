import type { Confirmation, ProofStep } from '../../api/types.ts';

export type Proof = NonNullable<Confirmation['proof']>;
type Effect = ProofStep['effects'][number];

/** Wei as Ether without rounding: `5 ETH`, `0.000000000000000001 ETH`. */
export function formatWei(wei: string): string {
  const isNegative = wei.startsWith('-');
  const digits = (isNegative ? wei.slice(1) : wei).padStart(19, '0');
  const fraction = digits.slice(-18).replace(/0+$/, '');
  return `${isNegative ? '−' : ''}${digits.slice(0, -18)}${fraction === '' ? '' : `.${fraction}`} ETH`;
}

/** A word as people read it: small ones as numbers, what is as long as an address or longer in hex. */
export function formatWord(word: string): string {
  const value = BigInt(word);
  return value < 1n << 80n ? word : `0x${value.toString(16).padStart(value < 1n << 160n ? 40 : 64, '0')}`;
}

/** The name of an account in the story, or its address. */
export function nameOf(proof: Proof, address: string | null): string {
  if (address === null) return 'new contract';
  return proof.accounts.find((account) => account.address === address)?.role ?? address;
}

/** What a transaction changed, in one line. */
export function effectText(proof: Proof, effect: Effect): string {
  const who = nameOf(proof, effect.account);
  switch (effect.kind) {
    case 'balance': {
      const change = BigInt(effect.after) - BigInt(effect.before);
      return `${who}: ${change > 0n ? '+' : ''}${formatWei(String(change))} → ${formatWei(effect.after)}`;
    }
    case 'storage':
      return `${effect.variable ?? `slot ${effect.slot}`} of ${who}: ${formatWord(effect.before)} → ${formatWord(effect.after)}`;
    case 'destroyed':
      return `${who} destroys itself`;
  }
}

/** The whole story as JSON, for scripts and issue trackers. */
export function proofJson(proof: Proof): string {
  return JSON.stringify(proof, null, 2);
}
