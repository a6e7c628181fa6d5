import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactElement } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { decide, secopsKeys } from '../../api/secops.ts';
import type { Decision } from '../../api/types.ts';
import { plural } from '../../lib/format.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input } from '../../ui/Field.tsx';
import { type Status, statusNames } from './words.tsx';

const dayMs = 86_400_000;
const acceptedDays = 90;

interface DecisionDialogProps {
  ids: readonly string[];
  /** Null while nothing is asked. */
  status: Status | null;
  onClose: () => void;
  onDone: () => void;
}

const dayAfter = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/** Decides about vulnerabilities; what settles them asks for a reason, an accepted risk for how long. */
export function DecisionDialog({ ids, status, onClose, onDone }: DecisionDialogProps): ReactElement {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (decision: Decision) => decide(ids, decision),
    onSuccess: ({ changed }) => {
      void client.invalidateQueries({ queryKey: secopsKeys.all });
      onClose();
      onDone();
      toast.success(`${plural(changed, 'vulnerability', 'vulnerabilities')}: ${status === null ? '' : statusNames[status]}`);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (status === null) return;
    const data = new FormData(event.currentTarget);
    const note = String(data.get('note') ?? '').trim();
    const until = String(data.get('until') ?? '');
    save.mutate({ status, ...(note !== '' && { note }), ...(status === 'accepted' && until !== '' && { acceptedUntil: `${until}T00:00:00Z` }) });
  };
  const isSettling = status === 'accepted' || status === 'false_positive';
  return (
    <Dialog
      isOpen={status !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={status === null ? '' : `${statusNames[status]}: ${plural(ids.length, 'vulnerability', 'vulnerabilities')}`}
      description="A decision outlives later imports. What was mitigated is opened again when a scanner still reports it."
      footer={<Button type="submit" form="decision" look="primary" isBusy={save.isPending}>Save</Button>}
    >
      <form id="decision" onSubmit={submit} className="flex flex-col gap-3">
        {save.error !== null && <Banner look="danger" title={describeError(save.error).title} />}
        <Field label={isSettling ? 'Reason' : 'Note'}>{(control) => <Input {...control} name="note" required={isSettling} maxLength={2000} />}</Field>
        {status === 'accepted' && <Field label="Accepted until" hint="Then it is opened again by itself">{(control) => <Input {...control} type="date" name="until" min={dayAfter(1)} max={dayAfter(729)} defaultValue={dayAfter(acceptedDays)} />}</Field>}
      </form>
    </Dialog>
  );
}
