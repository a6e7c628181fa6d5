import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { taskFacetsQuery, taskListQuery, tasksExportUrl } from '../../api/tasks.ts';
import type { TaskRow, TaskStatus } from '../../api/types.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { taskListParameters, type TasksSearch } from '../../routes/operate-search.ts';
import { PAGE_SIZE } from '../../routes/search.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import { Paging } from '../../ui/table.tsx';
import { choices, incidentSeverities } from '../incidents/names.tsx';
import { SearchBox } from '../incidents/SearchBox.tsx';
import { useMe } from '../session/use-me.ts';
import { taskStatuses, taskStatusName } from './names.ts';
import { TaskBoard } from './TaskBoard.tsx';
import { TaskDialog } from './TaskDialog.tsx';
import { TaskTable } from './TaskTable.tsx';
import { useChangeTask } from './use-change-task.ts';
import { useTaskKeys } from './use-task-keys.ts';

const states = [{ value: '', label: 'Any state' }, { value: 'unfinished', label: 'Unfinished' }, ...taskStatuses.map((value) => ({ value, label: taskStatusName(value) }))];

export function TasksPage(): ReactElement {
  const search = useSearch({ from: '/shell/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  const canWrite = isAllowed(useMe().permissions, 'write:tasks');
  const query = useQuery(taskListQuery(taskListParameters(search)));
  const changeTask = useChangeTask();
  const [edited, setEdited] = useState<TaskRow | 'new' | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const change = (next: TasksSearch): void => void navigate({ search: (current) => ({ ...current, page: undefined, ...next }), replace: true });
  const move = (id: string, status: TaskStatus): void => changeTask.mutate({ id, changes: { status } });
  const items = query.data?.items ?? [];
  const cursor = useTaskKeys({ ids: items.map(({ id }) => id), onOpen: (id) => setEdited(items.find((task) => task.id === id) ?? null), onSearch: () => searchBox.current?.focus(), onNew: () => canWrite && setEdited('new') });
  const isFiltered = [search.status, search.priority, search.squad, search.q].some((value) => value !== undefined);
  const none = isFiltered ? <EmptyState icon="search" title="No task matches" action={<Button onClick={() => change({ status: undefined, priority: undefined, squad: undefined, q: undefined })}>Clear filters</Button>} /> : <EmptyState icon="check" title="No tasks yet">Their hours make the service level of each week.</EmptyState>;
  return (
    <Page title="Tasks" lead="Who does what until when" actions={canWrite && <Button look="primary" icon="plus" onClick={() => setEdited('new')}>New task</Button>}>
      <Panel isFlush>
        <Filters search={search} onChange={change} searchBox={searchBox} />
        <QueryState query={query} loading={<LoadingRows rows={10} />} empty={{ when: ({ total }) => total === 0, show: none }}>
          {(page) => (search.view === 'board' ? <TaskBoard tasks={page.items} canWrite={canWrite} onMove={move} onOpen={setEdited} /> : (
            <>
              <TaskTable tasks={page.items} cursor={cursor} search={search} canWrite={canWrite} onSort={(sort, order) => change({ sort, order })} onMove={move} onOpen={setEdited} />
              <Paging offset={((search.page ?? 1) - 1) * PAGE_SIZE} limit={PAGE_SIZE} total={page.total} noun="tasks" onOffset={(offset) => change({ page: offset / PAGE_SIZE + 1 })} />
            </>
          ))}
        </QueryState>
      </Panel>
      <TaskDialog isOpen={edited !== null} onOpenChange={(isOpen) => !isOpen && setEdited(null)} task={edited === 'new' ? null : edited} canWrite={canWrite} />
    </Page>
  );
}

function Filters({ search, onChange, searchBox }: { search: TasksSearch; onChange: (next: TasksSearch) => void; searchBox: React.RefObject<HTMLInputElement | null> }): ReactElement {
  const facets = useQuery(taskFacetsQuery).data;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2">
      <SearchBox label="Search tasks" value={search.q} onChange={(q) => onChange({ q })} box={searchBox} />
      <Select aria-label="State" className="w-36" options={states} value={search.status ?? ''} onValue={(value) => onChange({ status: value === '' ? undefined : (value as TasksSearch['status']) })} />
      <Select aria-label="Priority" className="w-36" options={choices('Any priority', incidentSeverities)} value={search.priority ?? ''} onValue={(value) => onChange({ priority: incidentSeverities.find((one) => one === value) })} />
      <Select aria-label="Squad" className="w-36" options={choices('All squads', facets?.squads ?? [], (name) => name)} value={search.squad ?? ''} onValue={(value) => onChange({ squad: value === '' ? undefined : value })} />
      <span className="ml-auto flex items-center gap-2">
        <Segmented label="View" value={search.view ?? 'list'} options={[{ value: 'list', label: 'List' }, { value: 'board', label: 'Board' }]} onValue={(view) => onChange({ view: view === 'board' ? 'board' : undefined })} />
        <Button asChild look="ghost"><a href={tasksExportUrl(taskListParameters(search))} download><Icon name="download" />Export CSV</a></Button>
      </span>
    </div>
  );
}
