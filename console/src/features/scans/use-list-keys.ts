import { useEffect, useState } from 'react';
import { useActions } from '../../ui/actions/use-actions.ts';
import { moveCursor } from '../../lib/selection.ts';

interface ListKeys {
  readonly ids: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onToggle: (id: string) => void;
  readonly onSearch: () => void;
  readonly onDelete: () => void;
}

/** j and k move, Enter opens, x selects, / searches. Returns the row the cursor is on. */
export function useListKeys({ ids, onOpen, onToggle, onSearch, onDelete }: ListKeys): string | null {
  const [cursor, setCursor] = useState<string | null>(null);
  const current = cursor !== null && ids.includes(cursor) ? cursor : null;
  const withCursor = (act: (id: string) => void): (() => void) => () => {
    if (current !== null) act(current);
  };
  useActions([
    { id: 'list.next', title: 'Next row', section: 'List', keys: 'j', isKeyOnly: true, run: () => setCursor(moveCursor(ids, current, 1)) },
    { id: 'list.previous', title: 'Previous row', section: 'List', keys: 'k', isKeyOnly: true, run: () => setCursor(moveCursor(ids, current, -1)) },
    { id: 'list.open', title: 'Open the row', section: 'List', keys: 'enter', isKeyOnly: true, run: withCursor(onOpen) },
    { id: 'list.select', title: 'Select the row', section: 'List', keys: 'x', isKeyOnly: true, run: withCursor(onToggle) },
    { id: 'list.search', title: 'Search this list', section: 'List', icon: 'search', keys: '/', run: onSearch },
    { id: 'list.delete', title: 'Delete selected rows', section: 'List', icon: 'trash', keys: 'delete', run: onDelete },
  ]);
  useEffect(() => {
    if (current !== null) document.querySelector(`[data-row="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return current;
}
