import type { ReactElement } from 'react';

/** HTML that the server made of Markdown and filtered: no script, no image, no style of its own. */
export function Rendered({ html }: { html: string }): ReactElement {
  return <div className="rendered min-w-0 break-words" dangerouslySetInnerHTML={{ __html: html }} />;
}
