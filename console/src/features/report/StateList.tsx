import type { ReactElement } from 'react';
import type { Finding } from '../../api/types.ts';
import { Badge } from '../../ui/Badge.tsx';
import type { Jump } from './jump.ts';

/** The state variables a finding rests on: where they are declared, and who can write them. */
export function StateList({ finding, onJump }: { finding: Finding; onJump: (place: Jump) => void }): ReactElement {
  return (
    <ul className="flex flex-col gap-1.5">
      {finding.state.map(({ variable, file, line, isRead, isWritten, writers }) => (
        <li key={`${file}:${line}:${variable}`} className="flex flex-wrap items-center gap-1.5">
          <button type="button" onClick={() => onJump({ file, line })} className="font-mono text-xs text-accent hover:underline">{variable}</button>
          {isRead && <Badge>read</Badge>}
          {isWritten && <Badge>written</Badge>}
          <span className="text-xs text-ink-3">
            {writers.length === 0 ? 'no function writes it' : writers.map(({ name, isOpen }) => `${name}${isOpen ? ' (anyone)' : ''}`).join(', ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
