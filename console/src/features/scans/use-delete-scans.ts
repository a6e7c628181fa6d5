import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { deleteScan } from '../../api/scans.ts';
import { plural } from '../../lib/format.ts';
import { inBatches } from '../../lib/in-batches.ts';

/** Deletes scans and says how it went; what could not be deleted is told, not hidden. */
export function useDeleteScans(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) => inBatches(ids, 4, deleteScan),
    onSuccess: ({ failed, reason }, ids) => {
      if (failed === 0) toast.success(`${plural(ids.length, 'scan')} deleted`);
      else toast.error(`${plural(failed, 'scan')} could not be deleted`, { description: describeError(reason).title });
      for (const id of ids) client.removeQueries({ queryKey: keys.report(id) });
      onDone();
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.scanLists });
      void client.invalidateQueries({ queryKey: keys.statistics });
    },
  });
}
