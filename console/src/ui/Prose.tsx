import type { ReactElement } from 'react';
import { type Block, parseProse, type Span } from '../lib/prose.ts';

/** Text as detectors write it: paragraphs, lists, code. */
export const Prose = ({ text }: { text: string }): ReactElement => (
  <div className="flex flex-col gap-2 break-words text-ink-2">{parseProse(text).map((block, index) => <ProseBlock key={index} block={block} />)}</div>
);

function ProseBlock({ block }: { block: Block }): ReactElement {
  switch (block.kind) {
    case 'code':
      return <pre tabIndex={0} role="region" aria-label="Code" className="overflow-x-auto rounded-md border border-line bg-sunken p-2.5 text-xs leading-5 text-ink">{block.text}</pre>;
    case 'list':
      return <ul className="list-disc pl-4">{block.items.map((spans, index) => <li key={index}><Spans spans={spans} /></li>)}</ul>;
    case 'paragraph':
      return <p><Spans spans={block.spans} /></p>;
  }
}

const Spans = ({ spans }: { spans: readonly Span[] }): ReactElement => (
  <>{spans.map((span, index) => (span.isCode ? <code key={index} className="rounded-sm bg-sunken px-1 py-px text-[0.92em] text-ink">{span.text}</code> : <span key={index}>{span.text}</span>))}</>
);
