import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { changeTask } from '../../api/tasks.ts';
import type { Page, TaskChanges, TaskRow } from '../../api/types.ts';

interface Change {
  readonly id: string;
  readonly changes: TaskChanges;
}

/** Changes a task: shown at once, taken back when the server refuses. */
export function useChangeTask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, changes }: Change) => changeTask(id, changes),
    onMutate: async ({ id, changes }) => {
      await client.cancelQueries({ queryKey: keys.taskLists });
      const before = client.getQueriesData<Page<TaskRow>>({ queryKey: keys.taskLists });
      client.setQueriesData<Page<TaskRow>>({ queryKey: keys.taskLists }, (page) => page && { ...page, items: page.items.map((task) => (task.id === id ? ({ ...task, ...changes } as TaskRow) : task)) });
      return { before };
    },
    onError: (error, _change, context) => {
      for (const [key, page] of context?.before ?? []) client.setQueryData(key, page);
      toast.error('The task could not be changed', { description: describeError(error).title });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.taskLists });
      void client.invalidateQueries({ queryKey: keys.serviceLevelsAll });
    },
  });
}
