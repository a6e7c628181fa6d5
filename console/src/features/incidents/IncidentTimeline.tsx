import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { addComment } from '../../api/incidents.ts';
import { keys } from '../../api/keys.ts';
import type { IncidentEvent, IncidentReport } from '../../api/types.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { Textarea } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';

const icons: Record<IncidentEvent['kind'], IconName> = { created: 'plus', changed: 'pulse', resolved: 'check', reopened: 'refresh', comment: 'user', evidence: 'file', jira: 'link' };
const fieldNames: Readonly<Record<string, string>> = { status: 'state', severity: 'severity', assignee: 'assignee', title: 'title', description: 'description', squad: 'squad', environment: 'environment', rootCause: 'root cause', resolution: 'resolution', tags: 'tags', affectedServices: 'affected services' };

function said(value: unknown): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? 'nobody');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** What was done, as a sentence without its subject. */
function sentence({ kind, changes, note }: IncidentEvent): string {
  if (kind === 'created') return `reported it. ${note}`;
  if (kind === 'evidence') return `added evidence: ${note}`;
  if (kind === 'jira') return note;
  const verb = kind === 'resolved' ? 'resolved it' : kind === 'reopened' ? 'reopened it' : 'changed';
  const parts = changes.map(({ field, from, to }) => `${fieldNames[field] ?? field} ${from === null || from === '' ? '' : `from ${said(from)} `}to ${said(to)}`);
  return `${verb}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}${note === '' ? '' : `. ${note}`}`;
}

/** What happened to an incident, oldest first, and a place to say more. */
export function IncidentTimeline({ incident, canWrite }: { incident: IncidentReport; canWrite: boolean }): ReactElement {
  return (
    <Panel title="Timeline">
      <ol className="flex flex-col gap-3">
        {incident.events.map((event) => (
          <li key={event.id} className="flex gap-3">
            <span className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-ink-2"><Icon name={icons[event.kind]} className="size-3.5" /></span>
            <div className="min-w-0 flex-1 text-sm">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{event.actor}</span>
                {event.kind === 'comment' ? <span className="text-ink-3">commented</span> : <span className="min-w-0 break-words text-ink-2">{sentence(event)}</span>}
                {event.origin === 'jira' && <Badge>Jira</Badge>}
                <span className="text-xs text-ink-3"><Time at={event.occurredAt} /></span>
              </p>
              {event.kind === 'comment' && <p className="mt-1 rounded-md bg-sunken px-3 py-2 break-words whitespace-pre-wrap">{event.note}</p>}
            </div>
          </li>
        ))}
      </ol>
      {canWrite && <CommentForm id={incident.id} />}
    </Panel>
  );
}

function CommentForm({ id }: { id: string }): ReactElement {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const comment = useMutation({
    mutationFn: () => addComment(id, text.trim()),
    onSuccess: () => {
      setText('');
      void client.invalidateQueries({ queryKey: keys.incident(id) });
    },
    onError: (error) => toast.error('The comment could not be added', { description: describeError(error).title }),
  });
  return (
    <form className="mt-4 flex flex-col gap-2 border-t border-line pt-3" onSubmit={(event) => {
      event.preventDefault();
      if (text.trim() !== '') comment.mutate();
    }}>
      <Textarea aria-label="Comment" placeholder="What do you know?" rows={2} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
      }} />
      <Button type="submit" className="self-end" disabled={text.trim() === ''} isBusy={comment.isPending}>Comment</Button>
    </form>
  );
}
