import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { changeIncident } from '../../api/incidents.ts';
import { keys } from '../../api/keys.ts';
import type { IncidentChanges } from '../../api/types.ts';

interface Change {
  readonly id: string;
  readonly changes: IncidentChanges;
  /** Said when it is done. */
  readonly done: string;
}

/** Changes an incident, says how it went, and reads again what shows it. */
export function useTriage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, changes }: Change) => changeIncident(id, changes),
    onSuccess: (incident, { done }) => toast.success(`${incident.key} ${done}`),
    onError: (error) => toast.error('The incident could not be changed', { description: describeError(error).title }),
    onSettled: (_incident, _error, { id }) => {
      void client.invalidateQueries({ queryKey: keys.incidentLists });
      void client.invalidateQueries({ queryKey: keys.incident(id) });
    },
  });
}
