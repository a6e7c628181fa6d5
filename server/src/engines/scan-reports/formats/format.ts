import type { JsonDocuments } from '../json.ts';
import type { ReportFinding, ReportFormat, ReportTarget } from '../report.ts';
import type { Element } from '../xml.ts';

/** What a format makes of a report. */
export interface Parsed {
  readonly variant: string;
  readonly tool: { readonly name: string; readonly version: string | null };
  readonly target: ReportTarget | null;
  readonly findings: readonly ReportFinding[];
  readonly notes?: readonly string[];
}

/** A JSON format; told apart by what the first document holds, never by a file's name. */
export interface JsonFormat {
  readonly format: ReportFormat;
  recognises(first: unknown): boolean;
  /** @throws ReportRefused */
  read(json: JsonDocuments): Parsed;
}

/** An XML format. */
export interface XmlFormat {
  readonly format: ReportFormat;
  recognises(root: Element): boolean;
  /** @throws ReportRefused */
  read(root: Element): Parsed;
}

/** The items of a report that is one list, one object, or one object per line. */
export function itemsOf({ documents }: JsonDocuments): readonly unknown[] {
  return documents.flatMap((document) => (Array.isArray(document) ? (document as readonly unknown[]) : [document]));
}
