import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, type ReactNode, useId } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

/** Text of a form field, trimmed. */
export const fieldText = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

interface PlanFormProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  verb: string;
  done: string;
  save: (form: FormData) => Promise<unknown>;
  children: ReactNode;
}

/** A dialog whose form is saved as a whole; what is wrong with it is told above the fields. */
export function PlanForm({ isOpen, onOpenChange, title, verb, done, save, children }: PlanFormProps): ReactElement {
  const id = useId();
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: save,
    onSuccess: () => {
      toast.success(done);
      onOpenChange(false);
      void client.invalidateQueries({ queryKey: keys.allCosts });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget));
  };
  const failure = saving.error === null ? null : describeError(saving.error);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        saving.reset();
        onOpenChange(next);
      }}
      title={title}
      footer={<><Button onClick={() => onOpenChange(false)}>Cancel</Button><Button look="primary" type="submit" form={id} isBusy={saving.isPending}>{verb}</Button></>}
    >
      <form id={id} onSubmit={submit} className="flex flex-col gap-4 pb-2">
        {failure !== null && <Banner look="danger" title={failure.title}>{failure.detail}</Banner>}
        <div className="grid gap-3 sm:grid-cols-2">{children}</div>
      </form>
    </Dialog>
  );
}
