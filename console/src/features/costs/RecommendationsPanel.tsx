import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { toast } from 'sonner';
import { recommendationsQuery, setRecommendation } from '../../api/costs.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import type { Recommendation, RecommendationStatus } from '../../api/types.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Select } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { formatMoney } from './money.ts';

const states: readonly { value: RecommendationStatus; label: string }[] = [
  { value: 'pending', label: 'Open' }, { value: 'in_progress', label: 'In progress' }, { value: 'completed', label: 'Done' }, { value: 'dismissed', label: 'Dismissed' },
];
const tones = { high: 'high', medium: 'medium', low: 'low' } as const;

/** What the data says could be saved, by which formula, and what people made of it. */
export function RecommendationsPanel({ canWrite }: { canWrite: boolean }): ReactElement {
  const query = useQuery(recommendationsQuery);
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: setRecommendation,
    onError: (error) => toast.error(describeError(error).title),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.costs('recommendations', {}) }),
  });
  return (
    <Panel title="Ways to save" isFlush>
      <QueryState query={query} empty={{ when: (found) => found.length === 0, show: <EmptyState icon="check" title="Nothing to save was found">The rules read the last 30 days with data, after every import.</EmptyState> }}>
        {(found) => (
          <ul aria-label="Recommendations" className="divide-y divide-line">
            {found.map((one) => <li key={one.id}><Row one={one} canWrite={canWrite} onStatus={(status) => change.mutate({ id: one.id, status })} /></li>)}
          </ul>
        )}
      </QueryState>
    </Panel>
  );
}

function Row({ one, canWrite, onStatus }: { one: Recommendation; canWrite: boolean; onStatus: (status: RecommendationStatus) => void }): ReactElement {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3.5 py-3">
      <div className="min-w-0 flex-1 basis-80">
        <p className="flex flex-wrap items-center gap-2 font-medium">{one.title}<Badge tone={tones[one.priority]}>{one.priority}</Badge>{!one.isCurrent && <Badge>no longer seen</Badge>}</p>
        <p className="mt-0.5 text-sm text-ink-2">{one.description}</p>
        <details className="mt-1 text-xs text-ink-3">
          <summary className="w-fit hover:text-ink">How it is computed, and what to do</summary>
          <p className="mt-1 font-mono break-words">{one.formula}</p>
          <ul className="mt-1 list-disc pl-4">{one.steps.map((step) => <li key={step}>{step}</li>)}</ul>
        </details>
      </div>
      <p className="text-right whitespace-nowrap"><span className="block font-semibold" title={`${one.saving} ${one.currency}`}>{formatMoney(one.saving, one.currency)}</span><span className="text-xs text-ink-3">per 30 days</span></p>
      <Select aria-label={`State of: ${one.title}`} disabled={!canWrite} options={states} value={one.status} onValue={(value) => onStatus(states.find((state) => state.value === value)?.value ?? 'pending')} />
    </div>
  );
}
