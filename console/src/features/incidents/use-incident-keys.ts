import { useEffect, useState } from 'react';
import { moveCursor } from '../../lib/selection.ts';
import { useActions } from '../../ui/actions/use-actions.ts';

interface IncidentKeys {
  readonly ids: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onAcknowledge: (id: string) => void;
  readonly onResolve: (id: string) => void;
  readonly onSearch: () => void;
  readonly onNew: () => void;
}

/** j and k move, Enter opens, a acknowledges, r resolves, n reports a new one, / searches. Returns the row the cursor is on. */
export function useIncidentKeys({ ids, onOpen, onAcknowledge, onResolve, onSearch, onNew }: IncidentKeys): string | null {
  const [cursor, setCursor] = useState<string | null>(null);
  const current = cursor !== null && ids.includes(cursor) ? cursor : null;
  const withCursor = (act: (id: string) => void): (() => void) => () => {
    if (current !== null) act(current);
  };
  useActions([
    { id: 'list.next', title: 'Next row', section: 'List', keys: 'j', isKeyOnly: true, run: () => setCursor(moveCursor(ids, current, 1)) },
    { id: 'list.previous', title: 'Previous row', section: 'List', keys: 'k', isKeyOnly: true, run: () => setCursor(moveCursor(ids, current, -1)) },
    { id: 'list.open', title: 'Open the row', section: 'List', keys: 'enter', isKeyOnly: true, run: withCursor(onOpen) },
    { id: 'incident.acknowledge', title: 'Take the incident of the row', section: 'List', keys: 'a', isKeyOnly: true, run: withCursor(onAcknowledge) },
    { id: 'incident.resolve', title: 'Resolve the incident of the row', section: 'List', keys: 'r', isKeyOnly: true, run: withCursor(onResolve) },
    { id: 'incident.new', title: 'Report an incident', section: 'List', icon: 'plus', keys: 'n', run: onNew },
    { id: 'list.search', title: 'Search this list', section: 'List', icon: 'search', keys: '/', run: onSearch },
  ]);
  useEffect(() => {
    if (current !== null) document.querySelector(`[data-row="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return current;
}
