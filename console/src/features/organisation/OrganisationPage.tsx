import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { alertKeys, createUnit, deleteUnit, type UnitList, unitsQuery } from '../../api/alerts.ts';
import { describeError } from '../../api/errors.ts';
import type { UnitRow } from '../../api/types.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Field, Input } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { useMe } from '../session/use-me.ts';

/** Environments and teams, as forms and filters offer them. */
export function OrganisationPage(): ReactElement {
  return (
    <Page title="Environments and teams" lead="What forms and filters offer; other things know them by name">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <UnitsPanel list="environments" title="Environments" one="environment" />
        <UnitsPanel list="teams" title="Teams" one="team" />
      </div>
    </Page>
  );
}

function UnitsPanel({ list, title, one }: { list: UnitList; title: string; one: string }): ReactElement {
  const client = useQueryClient();
  const { permissions } = useMe();
  const query = useQuery(unitsQuery(list));
  const [leaving, setLeaving] = useState<UnitRow | null>(null);
  const settled = { onError: (error: unknown) => void toast.error(describeError(error).title), onSettled: () => client.invalidateQueries({ queryKey: alertKeys.units(list) }) };
  const add = useMutation({ mutationFn: (body: Parameters<typeof createUnit>[1]) => createUnit(list, body), ...settled });
  const remove = useMutation({ mutationFn: (id: string) => deleteUnit(list, id), ...settled });
  const maySet = isAllowed(permissions, 'admin:operations');
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const name = String(data.get('name')).trim();
    add.mutate({ name, displayName: name, color: String(data.get('color')) }, { onSuccess: () => form.reset() });
  };
  return (
    <Panel title={title}>
      <QueryState query={query} empty={{ when: (units) => units.length === 0, show: <EmptyState icon="users" title={`No ${one} yet`} /> }}>
        {(units) => (
          <ul className="flex flex-col">
            {units.map((unit) => (
              <li key={unit.id} className="flex min-h-10 items-center gap-3 border-b border-line last:border-b-0">
                <span aria-hidden="true" className="size-3 rounded-full" style={{ backgroundColor: unit.color }} />
                <span className="min-w-0 flex-1 truncate font-medium">{unit.displayName} {unit.displayName !== unit.name && <span className="text-xs font-normal text-ink-3">{unit.name}</span>}</span>
                {maySet && <Button look="ghost" icon="trash" aria-label={`Delete ${one} ${unit.name}`} onClick={() => setLeaving(unit)} />}
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      {maySet && (
        <form onSubmit={submit} className="mt-3 flex items-end gap-2">
          <Field label={`New ${one}`} className="flex-1">{(control) => <Input {...control} name="name" required maxLength={49} />}</Field>
          <Field label="Colour">{(control) => <Input {...control} name="color" type="color" defaultValue="#0b6b62" className="w-14 px-1" />}</Field>
          <Button type="submit" isBusy={add.isPending}>Add</Button>
        </form>
      )}
      <ConfirmDialog isOpen={leaving !== null} onOpenChange={() => setLeaving(null)} title={`Delete ${leaving?.name ?? one}?`} confirm={`Delete ${one}`} onConfirm={() => leaving !== null && remove.mutate(leaving.id)}>
        Forms and filters no longer offer it. What names it keeps the name.
      </ConfirmDialog>
    </Panel>
  );
}
