import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { causesQuery } from '../../api/incidents.ts';
import type { Hypothesis } from '../../api/types.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryState } from '../../ui/states.tsx';

const kinds: Record<Hypothesis['kind'], string> = { recorded: 'Recorded', change: 'Change', 'known-cause': 'Known cause', upstream: 'Earlier incident', service: 'Service' };

/** Possible causes with what speaks for each; computed by stated rules, never guessed. */
export function Causes({ id }: { id: string }): ReactElement {
  const query = useQuery(causesQuery(id));
  const none = <p className="text-sm text-ink-3">Nothing on record points to a cause: no deployment of the day before, no like incident that was resolved, none around that shares anything.</p>;
  return (
    <Panel title="Possible causes">
      <QueryState query={query} empty={{ when: (causes) => causes.length === 0, show: none }}>
        {(causes) => <ol className="flex flex-col gap-2">{causes.map((cause, index) => <Cause key={index} cause={cause} />)}</ol>}
      </QueryState>
    </Panel>
  );
}

function Cause({ cause }: { cause: Hypothesis }): ReactElement {
  const isIncident = cause.referenceId !== null && (cause.kind === 'known-cause' || cause.kind === 'upstream');
  return (
    <li className="flex flex-col gap-0.5 text-sm">
      <span className="flex flex-wrap items-center gap-2">
        <Badge tone={cause.kind === 'recorded' ? 'ok' : 'plain'}>{kinds[cause.kind]}</Badge>
        {isIncident ? <Link to="/incidents/$incidentId" params={{ incidentId: cause.referenceId ?? '' }} className="font-medium hover:text-accent">{cause.title}</Link> : <span className="font-medium">{cause.title}</span>}
        {cause.kind !== 'recorded' && <span className="text-xs text-ink-3">{cause.score} points</span>}
      </span>
      <span className="text-xs text-ink-3">{cause.reasons.join(' · ')}</span>
    </li>
  );
}
