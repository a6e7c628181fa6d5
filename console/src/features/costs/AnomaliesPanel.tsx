import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { type CostQuery, costAnomaliesQuery, costExplanationQuery } from '../../api/costs.ts';
import { formatPercent } from '../../lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { unnamed } from './chart-data.ts';
import { formatChange, formatMoney } from './money.ts';

const dimensionNames = { service: 'Service', subAccount: 'Account', region: 'Region', environment: 'Environment' } as const;

/** Days out of line, and why. */
export function AnomaliesPanel({ query }: { query: CostQuery }): ReactElement {
  const anomalies = useQuery(costAnomaliesQuery(query));
  const [explained, setExplained] = useState<{ day: string; service: string | null } | null>(null);
  const head = <><Th>Day</Th><Th>Service</Th><Th className="text-right">Cost</Th><Th className="text-right">Expected</Th><Th className="text-right">Difference</Th><Th className="text-right">Score</Th><Th><span className="sr-only">Action</span></Th></>;
  return (
    <Panel title="Days out of line" isFlush>
      <QueryState query={anomalies} empty={{ when: ({ items }) => items.length === 0, show: <EmptyState icon="check" title="No anomalies in this range">Each day is compared with the five weeks before it, weekday by weekday. At least two weeks of data are needed.</EmptyState> }}>
        {({ items, currency }) => (
          <Table label="Anomalies" head={head}>
            {items.slice(0, 200).map((one) => (
              <tr key={`${one.day} ${one.service ?? ''}`} className="hover:bg-hover">
                <Td className="font-medium whitespace-nowrap">{one.day}</Td>
                <Td>{one.service ?? 'All services together'}</Td>
                <Td className="text-right" title={one.cost}>{formatMoney(one.cost, currency)}</Td>
                <Td className="text-right text-ink-2">{formatMoney(one.expected, currency)}</Td>
                <Td className={Number(one.impact) > 0 ? 'text-right font-medium text-high' : 'text-right font-medium'}>{formatChange(one.impact, currency)}</Td>
                <Td className="text-right text-ink-2">{one.score}</Td>
                <Td className="text-right"><Button look="ghost" aria-label={`Explain ${one.day}, ${one.service ?? 'all services'}`} onClick={() => setExplained(one)}>Explain</Button></Td>
              </tr>
            ))}
          </Table>
        )}
      </QueryState>
      {explained !== null && <Explanation query={query} at={explained} onClose={() => setExplained(null)} />}
    </Panel>
  );
}

function Explanation({ query, at, onClose }: { query: CostQuery; at: { day: string; service: string | null }; onClose: () => void }): ReactElement {
  const { from: _from, to: _to, ...filter } = query;
  const explanation = useQuery(costExplanationQuery({ ...filter, day: at.day, ...(at.service !== null && { service: at.service }) }));
  const head = <><Th>Part</Th><Th>Name</Th><Th className="text-right">Cost</Th><Th className="text-right">Usually</Th><Th className="text-right">Change</Th><Th className="text-right">Part of it</Th></>;
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={`Why ${at.day} costs what it does`} className="max-w-3xl">
      <QueryState query={explanation}>
        {({ text, drivers, currency }) => (
          <div className="flex flex-col gap-3 pb-3">
            <p>{text}</p>
            <Table label="What changed" head={head}>
              {drivers.map((one) => (
                <tr key={`${one.dimension} ${one.value ?? ''}`}>
                  <Td className="text-ink-2">{dimensionNames[one.dimension]}</Td>
                  <Td>{one.value ?? unnamed}</Td>
                  <Td className="text-right">{formatMoney(one.cost, currency)}</Td>
                  <Td className="text-right text-ink-2">{formatMoney(one.expected, currency)}</Td>
                  <Td className="text-right font-medium">{formatChange(one.change, currency)}</Td>
                  <Td className="text-right text-ink-2">{formatPercent(one.share)}</Td>
                </tr>
              ))}
            </Table>
          </div>
        )}
      </QueryState>
    </Dialog>
  );
}
