import { type ReactElement, useState } from 'react';
import type { TaskRow, TaskStatus } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { SeverityBadge } from '../../ui/Badge.tsx';
import { neighbour, taskStatuses, taskStatusName } from './names.ts';

interface TaskBoardProps {
  tasks: readonly TaskRow[];
  canWrite: boolean;
  onMove: (id: string, status: TaskStatus) => void;
  onOpen: (task: TaskRow) => void;
}

/** A column for each state; cards are dragged, or moved with Shift and an arrow key. */
export function TaskBoard({ tasks, canWrite, onMove, onOpen }: TaskBoardProps): ReactElement {
  const [over, setOver] = useState<TaskStatus | null>(null);
  return (
    <div className="overflow-x-auto p-3.5" tabIndex={0} role="region" aria-label="Board">
      {canWrite && <p className="pb-3 text-xs text-ink-3">Drag a card, or focus it and press Shift with an arrow key.</p>}
      <div className="grid min-w-[52rem] grid-cols-4 gap-3">
        {taskStatuses.map((status) => {
          const own = tasks.filter((task) => task.status === status);
          return (
            <section
              key={status}
              aria-label={taskStatusName(status)}
              className={cx('flex min-h-40 flex-col gap-2 rounded-lg border border-line bg-sunken p-2', over === status && 'border-accent')}
              onDragOver={(event) => {
                if (!canWrite) return;
                event.preventDefault();
                setOver(status);
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => {
                event.preventDefault();
                setOver(null);
                onMove(event.dataTransfer.getData('text/plain'), status);
              }}
            >
              <h2 className="flex justify-between px-1 text-xs font-medium text-ink-2"><span>{taskStatusName(status)}</span><span>{own.length}</span></h2>
              <ul className="flex flex-col gap-2">{own.map((task) => <li key={task.id}><Card task={task} canWrite={canWrite} onMove={onMove} onOpen={onOpen} /></li>)}</ul>
            </section>
          );
        })}
      </div>
    </div>
  );
}

function Card({ task, canWrite, onMove, onOpen }: Omit<TaskBoardProps, 'tasks'> & { task: TaskRow }): ReactElement {
  return (
    <button
      type="button"
      draggable={canWrite}
      data-task={task.id}
      className="flex w-full cursor-pointer flex-col gap-1.5 rounded-md border border-line bg-surface p-2.5 text-left text-sm hover:border-ink-3"
      onDragStart={(event) => event.dataTransfer.setData('text/plain', task.id)}
      onClick={() => onOpen(task)}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
        if (!canWrite || !event.shiftKey || step === null) return;
        event.preventDefault();
        const next = neighbour(task.status, step);
        if (next === undefined) return;
        onMove(task.id, next);
        // The card is drawn anew in its next column; whoever moved it goes on with it.
        setTimeout(() => document.querySelector<HTMLElement>(`[data-task="${CSS.escape(task.id)}"]`)?.focus(), 50);
      }}
    >
      <span className="flex items-center justify-between gap-2 text-xs text-ink-3"><span>{task.key}</span><SeverityBadge severity={task.priority} /></span>
      <span className="break-words">{task.title}</span>
      <span className="text-xs text-ink-3">{task.squad} · {task.assignee ?? 'nobody'}{task.estimatedHours === null ? '' : ` · ${task.estimatedHours} h`}</span>
    </button>
  );
}
