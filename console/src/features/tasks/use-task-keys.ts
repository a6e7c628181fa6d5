import { useEffect, useState } from 'react';
import { moveCursor } from '../../lib/selection.ts';
import { useActions } from '../../ui/actions/use-actions.ts';

interface TaskKeys {
  readonly ids: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onSearch: () => void;
  readonly onNew: () => void;
}

/** j and k move, Enter opens, n makes a new one, / searches. Returns the row the cursor is on. */
export function useTaskKeys({ ids, onOpen, onSearch, onNew }: TaskKeys): string | null {
  const [cursor, setCursor] = useState<string | null>(null);
  const current = cursor !== null && ids.includes(cursor) ? cursor : null;
  useActions([
    { id: 'list.next', title: 'Next row', section: 'List', keys: 'j', isKeyOnly: true, run: () => setCursor(moveCursor(ids, current, 1)) },
    { id: 'list.previous', title: 'Previous row', section: 'List', keys: 'k', isKeyOnly: true, run: () => setCursor(moveCursor(ids, current, -1)) },
    { id: 'list.open', title: 'Open the row', section: 'List', keys: 'enter', isKeyOnly: true, run: () => current !== null && onOpen(current) },
    { id: 'task.new', title: 'New task', section: 'List', icon: 'plus', keys: 'n', run: onNew },
    { id: 'list.search', title: 'Search this list', section: 'List', icon: 'search', keys: '/', run: onSearch },
  ]);
  useEffect(() => {
    if (current !== null) document.querySelector(`[data-row="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return current;
}
