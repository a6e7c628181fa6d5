import type { ReactElement } from 'react';
import type { TaskRow, TaskStatus } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import type { TaskSort, TasksSearch } from '../../routes/operate-search.ts';
import { SeverityBadge } from '../../ui/Badge.tsx';
import { Select } from '../../ui/Field.tsx';
import { SortTh, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { taskStatuses, taskStatusName } from './names.ts';

interface TaskTableProps {
  tasks: readonly TaskRow[];
  cursor: string | null;
  search: TasksSearch;
  canWrite: boolean;
  onSort: (sort: TaskSort, order: 'asc' | 'desc') => void;
  onMove: (id: string, status: TaskStatus) => void;
  onOpen: (task: TaskRow) => void;
}

export function TaskTable({ tasks, cursor, search, canWrite, onSort, onMove, onOpen }: TaskTableProps): ReactElement {
  const active = search.sort ?? (search.q === undefined ? 'created_at' : null);
  const order = search.order ?? 'desc';
  const sorting = (column: TaskSort) => ({ direction: active === column ? order : null, onSort: () => onSort(column, active === column && order === 'desc' ? 'asc' : 'desc') });
  const head = (
    <>
      <Th>Key</Th>
      <SortTh {...sorting('title')}>Title</SortTh>
      <SortTh {...sorting('status')}>State</SortTh>
      <SortTh {...sorting('priority')}>Priority</SortTh>
      <SortTh {...sorting('squad')}>Squad</SortTh>
      <Th>Assignee</Th>
      <Th className="text-right">Estimated</Th>
      <Th className="text-right">Actual</Th>
      <SortTh {...sorting('due_date')} className="text-right">Due</SortTh>
    </>
  );
  return (
    <Table label="Tasks" head={head}>
      {tasks.map((task) => (
        <tr key={task.id} data-row={task.id} aria-current={cursor === task.id ? 'true' : undefined} className={cx('hover:bg-hover', cursor === task.id && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]')}>
          <Td className="whitespace-nowrap text-ink-2">{task.key}</Td>
          <Td className="max-w-96 min-w-48"><button type="button" onClick={() => onOpen(task)} className="block max-w-full truncate text-left font-medium hover:text-accent" title={task.title}>{task.title}</button></Td>
          <Td>{canWrite ? <Select aria-label={`State of ${task.key}`} className="h-7" options={taskStatuses.map((value) => ({ value, label: taskStatusName(value) }))} value={task.status} onValue={(value) => onMove(task.id, value as TaskStatus)} /> : taskStatusName(task.status)}</Td>
          <Td><SeverityBadge severity={task.priority} /></Td>
          <Td className="whitespace-nowrap">{task.squad}</Td>
          <Td className="whitespace-nowrap text-ink-2">{task.assignee ?? '–'}</Td>
          <Td className="text-right text-ink-2">{task.estimatedHours ?? '–'}</Td>
          <Td className="text-right text-ink-2">{task.actualHours ?? '–'}</Td>
          <Td className="text-right text-ink-2">{task.dueDate === null ? '–' : <Time at={task.dueDate} />}</Td>
        </tr>
      ))}
    </Table>
  );
}
