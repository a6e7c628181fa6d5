import { type ReactElement, useState } from 'react';
import type { PermissionRow } from '../api/types.ts';
import { toggled } from '../lib/selection.ts';
import { Checkbox, Input } from './Field.tsx';

interface PermissionPickerProps {
  legend: string;
  permissions: readonly PermissionRow[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Permissions to tick, each with what it lets one do. */
export function PermissionPicker({ legend, permissions, chosen, onChange }: PermissionPickerProps): ReactElement {
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  // What was chosen at the start comes first, and stays there while it is turned on and off.
  const [first] = useState(chosen);
  const ordered = [...permissions.filter(({ name }) => first.has(name)), ...permissions.filter(({ name }) => !first.has(name))];
  const shown = ordered.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium text-ink-2">{legend} <span className="font-normal text-ink-3">({chosen.size} chosen)</span></legend>
      <div className="rounded-md border border-line">
        <div className="border-b border-line p-2"><Input type="search" aria-label={`Search ${legend.toLowerCase()}`} placeholder="Search" className="w-full" value={words} onChange={(event) => setWords(event.target.value)} /></div>
        <ul tabIndex={0} aria-label={legend} className="max-h-52 overflow-y-auto py-1">
          {shown.map(({ name, description }) => (
            <li key={name}>
              <Checkbox
                className="flex w-full items-start px-2.5 py-1 hover:bg-hover"
                checked={chosen.has(name)}
                onChange={() => onChange(toggled(chosen, name))}
                label={<><code className="text-xs">{name}</code><span className="block text-xs text-ink-3">{description}</span></>}
              />
            </li>
          ))}
          {shown.length === 0 && <li className="px-2.5 py-3 text-center text-ink-3">None is called that</li>}
        </ul>
      </div>
    </fieldset>
  );
}
