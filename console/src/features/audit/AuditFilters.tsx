import { type FormEvent, type ReactElement, useEffect, useRef } from 'react';
import type { AuditSearch } from '../../routes/search.ts';
import { Button } from '../../ui/Button.tsx';
import { Input, Select } from '../../ui/Field.tsx';

const outcomes = [{ value: '', label: 'Any outcome' }, { value: 'success', label: 'Success' }, { value: 'failed', label: 'Failed' }];

/** Narrows the trail; applied with Enter or the button, since each look reads the whole trail. */
export function AuditFilters({ search, onChange }: { search: AuditSearch; onChange: (next: AuditSearch) => void }): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.reset(), [search.q, search.event, search.resource]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const text = (name: string): string | undefined => String(values.get(name)).trim() || undefined;
    onChange({ q: text('q'), event: text('event')?.toUpperCase(), resource: text('resource')?.toLowerCase() });
  };
  const isFiltered = search.q !== undefined || search.event !== undefined || search.resource !== undefined || search.status !== undefined;
  return (
    <form ref={form} onSubmit={submit} role="search" aria-label="Audit records" className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2">
      <Input name="q" type="search" aria-label="Search in descriptions and names" placeholder="Search" defaultValue={search.q ?? ''} className="min-w-44 flex-1 sm:max-w-64" />
      <Input name="event" aria-label="Event" placeholder="Event, such as LOGIN" defaultValue={search.event ?? ''} className="w-44" />
      <Input name="resource" aria-label="Resource" placeholder="Resource, such as user" defaultValue={search.resource ?? ''} className="w-44" />
      <Select aria-label="Outcome" className="w-40" options={outcomes} value={search.status ?? ''} onValue={(status) => onChange({ status: status === 'success' || status === 'failed' ? status : undefined })} />
      <Button type="submit" icon="search">Apply</Button>
      {isFiltered && <Button look="ghost" onClick={() => onChange({ q: undefined, event: undefined, resource: undefined, status: undefined })}>Clear</Button>}
    </form>
  );
}
