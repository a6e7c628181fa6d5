import type { ReactElement } from 'react';
import type { ContractProfile } from '../../api/types.ts';
import { plural } from '../../lib/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';

const levels = {
  none: { tone: 'plain', text: 'No curve cryptography of its own' },
  indirect: { tone: 'low', text: 'Computes with quantum-breakable curves' },
  direct: { tone: 'medium', text: 'Quantum-breakable signatures or proofs decide' },
} as const;

const isTelling = ({ standards, quantum }: ContractProfile): boolean => standards.length > 0 || quantum.level !== 'none';

/** What the contracts are beside their faults: standards that they mean to keep, cryptography that they rest on. */
export function ProfilesPanel({ profiles }: { profiles: readonly ContractProfile[] }): ReactElement | null {
  const telling = profiles.filter(isTelling);
  if (telling.length === 0) return null;
  return (
    <Panel title="Contracts" isFlush>
      <ul className="divide-y divide-line">
        {telling.map((profile) => <li key={`${profile.file}:${profile.contract}`} className="px-3.5 py-2.5"><Profile profile={profile} /></li>)}
      </ul>
    </Panel>
  );
}

function Profile({ profile: { contract, file, standards, quantum } }: { profile: ContractProfile }): ReactElement {
  return (
    <details>
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{contract}</span>
        <span className="text-xs text-ink-3">{file}</span>
        {standards.map(({ standard, isConformant, checks }) => (
          <Badge key={standard} tone={isConformant ? 'ok' : 'high'}>{standard}{isConformant ? '' : `: ${plural(checks.filter(({ isMet }) => !isMet).length, 'fault')}`}</Badge>
        ))}
        {quantum.level !== 'none' && <Badge tone={levels[quantum.level].tone}>{levels[quantum.level].text}</Badge>}
      </summary>
      <div className="mt-2 grid gap-3 text-sm md:grid-cols-2">
        {standards.map(({ standard, url, checks }) => (
          <section key={standard}>
            <h3 className="font-medium"><a href={url} target="_blank" rel="noreferrer" className="text-accent hover:underline">{standard}</a> asks for</h3>
            <ul className="mt-1 flex flex-col gap-0.5">
              {checks.map(({ rule, isMet, message }) => (
                <li key={rule} className={isMet ? 'text-ink-2' : 'text-critical'}>
                  <span className="sr-only">{isMet ? 'Met: ' : 'Not met: '}</span><span aria-hidden="true">{isMet ? '✓ ' : '✕ '}</span><code className="text-xs break-all">{rule}</code>{message === '' ? '' : ` (${message})`}
                </li>
              ))}
            </ul>
          </section>
        ))}
        {quantum.uses.length > 0 && (
          <section>
            <h3 className="font-medium">Broken by a quantum computer</h3>
            <ul className="mt-1 flex flex-col gap-0.5 text-ink-2">
              {quantum.uses.map((use, index) => <li key={index}>{use.primitive} ({use.source}, since {use.since}) in {use.function}, {use.file}:{use.line}{use.isGuard ? ': decides what is allowed' : ''}</li>)}
            </ul>
          </section>
        )}
      </div>
    </details>
  );
}
