/** One thing that a standard asks for. */
export interface ConformanceCheck {
  rule: string;
  isMet: boolean;
  /** What is wrong; empty where it is met. */
  message: string;
}

/** How far a contract keeps a standard that it means to implement. */
export interface Conformance {
  standard: 'ERC-20' | 'ERC-721' | 'ERC-1155' | 'ERC-4626';
  url: string;
  isConformant: boolean;
  checks: ConformanceCheck[];
}

/** A place that relies on cryptography which a quantum computer breaks; `since` is the fork that brought its precompile. */
export interface QuantumUse {
  primitive: string;
  since: string;
  source: string;
  function: string;
  file: string;
  line: number;
  /** A branch depends on what it says: it decides what is allowed. */
  isGuard: boolean;
}

/** How much of a contract rests on such cryptography. */
export interface QuantumExposure {
  /** `direct`: a signature or proof decides what is allowed. `indirect`: computed, but nothing branches on it. `none`: only the keys of the accounts that call. */
  level: 'none' | 'indirect' | 'direct';
  uses: QuantumUse[];
  /** Functions that a signature or proof guards. */
  guardedFunctions: string[];
}

/** What a contract is, beside what is wrong with it. */
export interface ContractProfile {
  contract: string;
  file: string;
  /** Standards that it means to implement, each with everything it asks for. */
  standards: Conformance[];
  quantum: QuantumExposure;
}
