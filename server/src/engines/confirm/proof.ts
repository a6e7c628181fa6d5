/** What a transaction changed. Numbers are decimal strings: wei, or 256-bit words. */
export type ProofEffect =
  | { kind: 'balance'; account: string; before: string; after: string }
  | { kind: 'storage'; account: string; slot: string; variable: string | null; before: string; after: string }
  | { kind: 'destroyed'; account: string };

/** One executed transaction, or something set up beside the chain. Addresses are lower-case 0x hex. */
export interface ProofStep {
  /** Who acts, in a word: deployer, victim, attacker; `setup` for what no transaction did. */
  actor: 'deployer' | 'victim' | 'attacker' | 'setup';
  from: string | null;
  /** Null where a contract is created. */
  to: string | null;
  /** Wei, decimal. */
  value: string;
  /** 0x hex, complete: it can be sent as it is. */
  calldata: string;
  /** The call as a reader would write it. */
  call: string;
  succeeded: boolean;
  /** What it returned or why it reverted, for people. */
  result: string;
  gasUsed: string;
  effects: ProofEffect[];
}

/** A finding shown by execution. */
export interface Proof {
  /** What was shown, in words with the numbers that were measured. */
  evidence: string;
  contract: string;
  compiler: string;
  /** The rules of the chain, such as `prague`. */
  rules: string;
  /** What is taken for granted beside the transactions. */
  assumptions: string[];
  accounts: { address: string; role: string }[];
  /** Deployment and preparation by honest parties, then the attack; `attackFrom` is the index of its first step. */
  steps: ProofStep[];
  attackFrom: number;
}

/** What became of the attempt to prove a finding. */
export interface Confirmation {
  status: 'proved' | 'not-proved' | 'not-tried';
  /** Evidence, or why there is none. */
  reason: string;
  proof: Proof | null;
}
