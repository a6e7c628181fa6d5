import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { serviceLevelsQuery, taskFacetsQuery } from '../../api/tasks.ts';
import type { ServiceLevel } from '../../api/types.ts';
import { ServiceLevelChart } from '../../charts/ServiceLevelChart.tsx';
import type { ServiceLevelsSearch } from '../../routes/operate-search.ts';
import { Select } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { choices, environments } from '../incidents/names.tsx';

const spans = [4, 12, 26, 52].map((weeks) => ({ value: String(weeks), label: `${weeks} weeks` }));

export function ServiceLevelsPage(): ReactElement {
  const search = useSearch({ from: '/shell/service-levels' });
  const navigate = useNavigate({ from: '/service-levels' });
  const query = useQuery(serviceLevelsQuery(search));
  const facets = useQuery(taskFacetsQuery).data;
  const change = (next: ServiceLevelsSearch): void => void navigate({ search: (current) => ({ ...current, ...next }), replace: true });
  const filters = (
    <div className="flex flex-wrap gap-2">
      <Select aria-label="Weeks" options={spans} value={String(search.weeks ?? 12)} onValue={(weeks) => change({ weeks: Number(weeks) })} />
      <Select aria-label="Squad" options={choices('All squads', facets?.squads ?? [], (name) => name)} value={search.squad ?? ''} onValue={(squad) => change({ squad: squad === '' ? undefined : squad })} />
      <Select aria-label="Environment" options={choices('All environments', environments)} value={search.environment ?? ''} onValue={(value) => change({ environment: environments.find((one) => one === value) })} />
    </div>
  );
  return (
    <Page title="Service levels" lead="Hours delivered of hours requested, by the week tasks were created in (Monday to Sunday, UTC)" actions={filters}>
      <QueryState query={query}>
        {(levels) => (
          <>
            <Panel title="Delivered of requested, per week"><ServiceLevelChart levels={[...levels].reverse()} /></Panel>
            <Panel title="Weeks" isFlush><Weeks levels={levels} /></Panel>
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Weeks({ levels }: { levels: readonly ServiceLevel[] }): ReactElement {
  const head = <><Th>Week</Th><Th className="text-right">Requested</Th><Th className="text-right">Delivered</Th><Th className="text-right">Service level</Th></>;
  return (
    <Table label="Weeks" head={head}>
      {levels.map((level) => (
        <tr key={level.weekStart} className="hover:bg-hover">
          <Td className="whitespace-nowrap">{level.weekStart} – {level.weekEnd}</Td>
          <Td className="text-right">{level.requestedHours} h</Td>
          <Td className="text-right">{level.deliveredHours} h</Td>
          <Td className="text-right font-medium">{level.percentage} %</Td>
        </tr>
      ))}
    </Table>
  );
}
