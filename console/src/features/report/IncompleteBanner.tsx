import type { ReactElement } from 'react';
import type { IncompletePart } from '../../api/types.ts';
import { plural } from '../../lib/format.ts';
import { Banner } from '../../ui/Banner.tsx';

/** Says that the result covers a part only, so that silence is not taken for safety. */
export function IncompleteBanner({ parts }: { parts: readonly IncompletePart[] }): ReactElement {
  return (
    <Banner look="warning" title="This result is incomplete">
      <p>{parts.length === 0 ? 'Something' : plural(parts.length, 'part')} could not be analysed. What is not reported there may still be wrong.</p>
      {parts.length > 0 && (
        <details className="mt-1">
          <summary className="w-fit text-medium underline-offset-2 hover:underline">Show what was left out</summary>
          <ul tabIndex={0} aria-label="Parts that could not be analysed" className="mt-1 max-h-48 list-disc overflow-y-auto pl-5">
            {parts.map(({ file, line, reason }, index) => <li key={index}><code className="text-xs">{file}{line === null ? '' : `:${line}`}</code> {reason}</li>)}
          </ul>
        </details>
      )}
    </Banner>
  );
}
