import { serveTasks } from '../../platform/workers/index.ts';
import { renderHtml } from './render/html.ts';
import { renderMarkdownReport } from './render/markdown.ts';
import { renderPdfReport } from './render/pdf.ts';
import type { ReportDocument, ReportFormat } from './report.types.ts';

/** What reports ask of a worker thread. */
export interface RenderTask {
  readonly format: ReportFormat;
  readonly document: ReportDocument;
}

serveTasks(async ({ format, document }: RenderTask): Promise<Uint8Array> => {
  switch (format) {
    case 'pdf':
      return await renderPdfReport(document);
    case 'html':
      return Buffer.from(renderHtml(document), 'utf8');
    case 'markdown':
      return Buffer.from(renderMarkdownReport(document), 'utf8');
    case 'json':
      return Buffer.from(JSON.stringify(document, null, 2), 'utf8');
  }
});
