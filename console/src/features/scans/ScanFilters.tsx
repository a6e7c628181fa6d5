import { type ReactElement, type RefObject, useEffect, useState } from 'react';
import type { ScanStatus } from '../../api/types.ts';
import { plural } from '../../lib/format.ts';
import type { ScansSearch } from '../../routes/search.ts';
import { Button } from '../../ui/Button.tsx';
import { statusName } from '../../ui/Badge.tsx';
import { Input, Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';

const TYPING_MS = 250;
const statuses: readonly ScanStatus[] = ['queued', 'running', 'completed', 'failed', 'cancelled'];
const options = [{ value: '', label: 'Any state' }, ...statuses.map((value) => ({ value, label: statusName(value) }))];

interface ScanFiltersProps {
  search: ScansSearch;
  onChange: (next: ScansSearch) => void;
  searchBox: RefObject<HTMLInputElement | null>;
  selectedCount: number;
  isDeleting: boolean;
  onDelete: () => void;
  onClear: () => void;
}

/** What the list shows, and what can be done with what is selected. */
export function ScanFilters({ search, onChange, searchBox, selectedCount, isDeleting, onDelete, onClear }: ScanFiltersProps): ReactElement {
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  useEffect(() => {
    if (text === (search.q ?? '')) return undefined;
    const timer = setTimeout(() => onChange({ q: text === '' ? undefined : text }), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2">
      <div className="relative min-w-48 flex-1 sm:max-w-72">
        <Icon name="search" className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3" />
        <Input
          ref={searchBox}
          type="search"
          aria-label="Search scans by name"
          aria-keyshortcuts="/"
          placeholder="Search by name"
          className="w-full pl-8"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </div>
      <Select aria-label="State" className="w-36" options={options} value={search.status ?? ''} onValue={(value) => onChange({ status: statuses.find((status) => status === value) })} />
      {selectedCount > 0 && (
        <div className="ml-auto flex items-center gap-2">
          <span aria-live="polite" className="text-ink-2">{plural(selectedCount, 'scan')} selected</span>
          <Button look="ghost" onClick={onClear}>Clear</Button>
          <Button look="danger" icon="trash" isBusy={isDeleting} onClick={onDelete}>Delete</Button>
        </div>
      )}
    </div>
  );
}
