/** Outcome of one conformance case. */
export interface CaseResult {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'unsupported';
  readonly detail?: string;
}
