/** Kinds of evidence. */
export const evidenceKinds = ['log', 'metric', 'screenshot', 'document', 'command'] as const;
/** What evidence is. */
export type EvidenceKind = (typeof evidenceKinds)[number];

/** A file as it was kept. */
export interface EvidenceFile {
  /** Last part of the name, printable. */
  readonly filename: string;
  /** As recognised from the content, not as the client said. */
  readonly contentType: string;
}

/** Something that shows what happened: a text, an address or a file. */
export interface Evidence {
  readonly id: string;
  readonly incidentId: string;
  readonly title: string;
  readonly kind: EvidenceKind;
  /** The client's own word for the kind, such as `grafana_snapshot`; null where it is the kind. */
  readonly spelling: string | null;
  readonly description: string | null;
  /** Empty where a file came. */
  readonly content: string;
  /** SHA-256 of the file or the text, hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly file: EvidenceFile | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

/** Evidence to be: a file, or content. */
export interface NewEvidence {
  readonly title: string;
  readonly kind: EvidenceKind;
  readonly spelling: string | null;
  readonly description: string | null;
  readonly content: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly file: { readonly name: string; readonly content: Uint8Array } | null;
}
