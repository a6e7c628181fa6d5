import type { ContractProfile } from './profiles.ts';
import type { Confirmation } from './confirm/proof.ts';

/** A file as it was given: a relative path with forward slashes, and its text. */
export interface SourceFile {
  path: string;
  content: string;
}

/** How bad a fault is; `info` is worth knowing and no fault. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
/** How often findings of a kind turn out to be right. */
export type Confidence = 'high' | 'medium' | 'low';

/** Numbers of the public catalogues: SWC registry, DASP top 10, CWE, OWASP smart contract top 10. */
export interface Categories {
  swc: string[];
  dasp: number[];
  cwe: string[];
  owasp: string[];
}

/** One step on the way from an entry point to the fault; lines are one-based and inclusive. */
export interface PathStep {
  file: string;
  startLine: number;
  endLine: number;
  /** One-based; the end is exclusive. Absent where only lines are known. */
  startColumn?: number;
  endColumn?: number;
  note: string;
}

/** A state variable that decides about a fault or is changed by it; `line` is that of its declaration. */
export interface StateInvolved {
  variable: string;
  file: string;
  line: number;
  isRead: boolean;
  isWritten: boolean;
  /** Functions that write it; `isOpen` where anyone can have them do so. */
  writers: { name: string; line: number; isOpen: boolean }[];
}

/** One fault at one place. Lines and columns are one-based, the end column is exclusive. */
export interface Finding {
  /** Unique within the report: the detector and the start of the fingerprint, numbered on a clash. */
  id: string;
  detector: string;
  title: string;
  severity: Severity;
  confidence: Confidence;
  categories: Categories;
  file: string;
  contract: string | null;
  function: string | null;
  startLine: number;
  endLine: number;
  startColumn: number;
  endColumn: number;
  /** What is wrong here, naming the variables and calls involved. */
  message: string;
  /** What it means, and the attack in words built from the path. */
  explanation: string;
  fix: string;
  path: PathStep[];
  /** State on the way and at the fault; absent in reports made before it was told. */
  state?: StateInvolved[];
  snippet: string;
  /** SHA-256 over detector, contract, function and normalised code; it survives edits elsewhere. */
  fingerprint: string;
  /** What became of the attempt to show it by execution; absent where none was made. */
  confirmation?: Confirmation;
}

/** Something that could not be analysed; a report with entries here is never clean. */
export interface Incomplete {
  file: string;
  line: number | null;
  reason: string;
}

/** How far an analysis has come. */
export interface Progress {
  percent: number;
  stage: string;
  detector?: string;
  file?: string;
}

/** What an analysis may use and how long it may take. */
export interface AnalyzeOptions {
  /** Ids of the detectors to run; all when absent. */
  detectors?: string[];
  exclude?: string[];
  /** Also looks for places where gas can be saved. */
  isGasWanted?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Epoch milliseconds on the clock `now`; what is not done by then is reported as incomplete. */
  deadline?: number;
  now?: () => number;
}

/** What was seen of one file. */
interface AnalyzedFile {
  path: string;
  lines: number;
  pragma: string | null;
  contracts: string[];
}

/** A finding that a comment in the source accepts, with the reason given there. */
export interface Suppression {
  finding: Finding;
  reason: string;
}

/** Everything that one analysis found, and what it could not look at. */
export interface AnalyzeReport {
  findings: Finding[];
  incomplete: Incomplete[];
  files: AnalyzedFile[];
  /** 0 to 100; 100 means that nothing was found. */
  securityScore: number;
  /** 100 minus the security score. */
  riskScore: number;
  scoreFormula: string;
  detectorsRun: string[];
  /** Accepted in the source by `bulwark-ignore`; not part of `findings` and of the score. */
  suppressed?: Suppression[];
  /** Where gas can be saved, where it was asked for; not part of the score. */
  gasFindings?: Finding[];
  /** Of the contracts that can be deployed: standards and quantum exposure. */
  profiles?: ContractProfile[];
}
