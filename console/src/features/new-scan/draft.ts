import type { NewScan, ScanDepth, Upload } from '../../api/types.ts';
import { isAddress, type AddressTarget } from './address.ts';
import { guessFilename } from './guess-filename.ts';

export type SourceKind = 'paste' | 'upload' | 'address';

export interface Pasted {
  readonly source: string;
  /** Null while the name follows the source. */
  readonly filename: string | null;
}

/** What the page holds before a scan is started. */
export interface Draft {
  readonly kind: SourceKind;
  readonly pasted: Pasted;
  readonly uploads: readonly Upload[];
  readonly address: AddressTarget;
  readonly depth: ScanDepth;
  /** Whether findings are tried by execution. */
  readonly confirm: boolean;
  /** Null stands for all. */
  readonly detectors: ReadonlySet<string> | null;
}

export const filenameOf = ({ source, filename }: Pasted): string => filename ?? guessFilename(source);

/** The scans a draft asks for: one for each upload, else one. */
export function scansOf(draft: Draft): readonly NewScan[] {
  const rest = { depth: draft.depth, confirm: draft.confirm, detectors: draft.detectors === null ? [] : [...draft.detectors] };
  if (draft.kind === 'upload') return draft.uploads.map(({ id }) => ({ target: { kind: 'upload', uploadId: id }, ...rest }));
  if (draft.kind === 'address') return [{ target: { kind: 'address', address: draft.address.address.trim(), chainId: draft.address.chainId }, ...rest }];
  return [{ target: { kind: 'source', filename: filenameOf(draft.pasted).trim(), source: draft.pasted.source }, ...rest }];
}

/** What still stands in the way; null when the scan can start. */
export function obstacle(draft: Draft): string | null {
  if (draft.detectors?.size === 0) return 'Choose at least one detector';
  switch (draft.kind) {
    case 'paste':
      if (draft.pasted.source.trim() === '') return 'Paste some source first';
      return filenameOf(draft.pasted).trim() === '' ? 'Give the file a name' : null;
    case 'upload':
      return draft.uploads.length === 0 ? 'Add a file first' : null;
    case 'address':
      return isAddress(draft.address.address) ? null : 'Enter a contract address';
  }
}
