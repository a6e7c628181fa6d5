import { type FormEvent, type ReactElement, useId } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Textarea } from '../../ui/Field.tsx';

interface ReasonDialogProps {
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onConfirm: (reason: string) => void;
}

/** Asks why; the answer goes into the record. */
export function ReasonDialog({ title, isOpen, onOpenChange, onConfirm }: ReasonDialogProps): ReactElement {
  const formId = useId();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onConfirm(String(new FormData(event.currentTarget).get('reason')).trim());
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={title} footer={<><Button onClick={() => onOpenChange(false)}>Cancel</Button><Button look="primary" type="submit" form={formId}>Confirm</Button></>}>
      <form id={formId} onSubmit={submit}>
        <Field label="Reason" hint="Goes into the record">{(control) => <Textarea {...control} name="reason" rows={3} required maxLength={2000} />}</Field>
      </form>
    </Dialog>
  );
}
