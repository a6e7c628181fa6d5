import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { budgetsQuery, creditsQuery, deleteBudget, deleteCredit } from '../../api/costs.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import type { Budget, CostSpan } from '../../api/types.ts';
import { formatPercent } from '../../lib/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { BudgetDialog } from './BudgetDialog.tsx';
import { CreditDialog } from './CreditDialog.tsx';
import { formatMoney } from './money.ts';

const states = { within: { tone: 'ok', name: 'Within' }, 'at-risk': { tone: 'medium', name: 'At risk' }, exceeded: { tone: 'critical', name: 'Exceeded' } } as const;
const creditTones = { active: 'ok', expired: 'plain', exhausted: 'plain' } as const;

const scopeOf = ({ environment, provider, service }: Budget): string => [environment, provider, service].filter((part) => part !== null).join(', ') || 'Everything';

interface PlanProps {
  span: CostSpan;
  canWrite: boolean;
}

/** Budgets and credits. */
export function BudgetsPanel(props: PlanProps): ReactElement {
  return <div className="flex flex-col gap-4"><Budgets {...props} /><Credits {...props} /></div>;
}

function useRemoval(remove: (id: string) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: remove, onError: (error) => toast.error(describeError(error).title), onSettled: () => void client.invalidateQueries({ queryKey: keys.allCosts }) });
}

function Budgets({ span, canWrite }: PlanProps): ReactElement {
  const query = useQuery(budgetsQuery);
  const remove = useRemoval(deleteBudget);
  const [isNew, setNew] = useState(false);
  const head = <><Th>Budget</Th><Th>For</Th><Th className="text-right">A month</Th><Th>Used</Th><Th className="text-right">End of month</Th><Th>State</Th><Th><span className="sr-only">Action</span></Th></>;
  return (
    <Panel title="Budgets" isFlush aside={canWrite && <Button icon="plus" onClick={() => setNew(true)}>New budget</Button>}>
      <QueryState query={query} empty={{ when: (all) => all.length === 0, show: <EmptyState icon="clock" title="No budgets yet">A budget is a sum per calendar month, for everything or for an environment, provider or service.</EmptyState> }}>
        {(all) => (
          <Table label="Budgets" head={head}>
            {all.map((one) => (
              <tr key={one.id} className="hover:bg-hover">
                <Td className="font-medium">{one.name}</Td>
                <Td className="text-ink-2">{scopeOf(one)}</Td>
                <Td className="text-right whitespace-nowrap">{formatMoney(one.amount, one.currency)}</Td>
                <Td className="min-w-40"><span className="flex items-center gap-2"><Progress label={`Used of ${one.name}`} percent={Math.min(100, Math.max(0, one.usedPercentage))} /><span className="text-xs whitespace-nowrap text-ink-3">{formatPercent(one.usedPercentage)}</span></span></Td>
                <Td className="text-right whitespace-nowrap">{formatMoney(one.forecast, one.currency)}</Td>
                <Td><Badge tone={states[one.state].tone}>{states[one.state].name}</Badge></Td>
                <Td className="text-right">{canWrite && <IconButton icon="trash" label={`Delete ${one.name}`} onClick={() => remove.mutate(one.id)} />}</Td>
              </tr>
            ))}
          </Table>
        )}
      </QueryState>
      <BudgetDialog isOpen={isNew} onOpenChange={setNew} span={span} />
    </Panel>
  );
}

function Credits({ span, canWrite }: PlanProps): ReactElement {
  const query = useQuery(creditsQuery);
  const remove = useRemoval(deleteCredit);
  const [isNew, setNew] = useState(false);
  const head = <><Th>Provider</Th><Th>Kind</Th><Th className="text-right">Amount</Th><Th className="text-right">Left</Th><Th>Days</Th><Th>State</Th><Th><span className="sr-only">Action</span></Th></>;
  return (
    <Panel title="Credits" isFlush aside={canWrite && <Button icon="plus" onClick={() => setNew(true)}>Enter credits</Button>}>
      <QueryState query={query} empty={{ when: ({ items }) => items.length === 0, show: <EmptyState icon="key" title="No credits">Enter a grant; what Credit charges use is taken off it, the grant that ends first before the others.</EmptyState> }}>
        {({ items }) => (
          <Table label="Credits" head={head}>
            {items.map((one) => (
              <tr key={one.id} className="hover:bg-hover">
                <Td className="font-medium">{one.provider}</Td>
                <Td className="text-ink-2" title={one.description ?? undefined}>{one.origin === 'charges' ? 'seen in charges' : one.creditType}</Td>
                <Td className="text-right whitespace-nowrap" title={one.amount}>{formatMoney(one.amount, one.currency)}</Td>
                <Td className="text-right whitespace-nowrap" title={one.remaining}>{formatMoney(one.remaining, one.currency)}</Td>
                <Td className="whitespace-nowrap text-ink-2">{one.startDate} to {one.expiryDate}</Td>
                <Td><Badge tone={creditTones[one.status]}>{one.status}</Badge></Td>
                <Td className="text-right">{canWrite && one.origin === 'grant' && <IconButton icon="trash" label={`Delete credits of ${one.provider}`} onClick={() => remove.mutate(one.id)} />}</Td>
              </tr>
            ))}
          </Table>
        )}
      </QueryState>
      <CreditDialog isOpen={isNew} onOpenChange={setNew} span={span} />
    </Panel>
  );
}
