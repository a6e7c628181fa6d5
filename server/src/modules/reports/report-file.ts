import type { ReportFormat } from './report.types.ts';

const types: Readonly<Record<ReportFormat, { readonly contentType: string; readonly ending: string }>> = {
  pdf: { contentType: 'application/pdf', ending: 'pdf' },
  html: { contentType: 'text/html; charset=utf-8', ending: 'html' },
  json: { contentType: 'application/json; charset=utf-8', ending: 'json' },
  markdown: { contentType: 'text/markdown; charset=utf-8', ending: 'md' },
};

/** Name and type of a report's file. */
export function fileOf({ name, format, version }: { readonly name: string; readonly format: ReportFormat; readonly version: number }): { filename: string; contentType: string } {
  const stem = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80) || 'report';
  const { contentType, ending } = types[format];
  return { filename: `${stem}-v${version}.${ending}`, contentType };
}
