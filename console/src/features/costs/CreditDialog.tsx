import { type ReactElement, useState } from 'react';
import { createCredit } from '../../api/costs.ts';
import type { CostSpan, NewCredit } from '../../api/types.ts';
import { Field, Input, Select } from '../../ui/Field.tsx';
import { fieldText, PlanForm } from './PlanForm.tsx';

interface CreditDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  span: CostSpan;
}

const kinds = ['promotional', 'support', 'commitment', 'discount'].map((value) => ({ value, label: value }));

export function CreditDialog({ isOpen, onOpenChange, span }: CreditDialogProps): ReactElement {
  const [kind, setKind] = useState('promotional');
  const save = (form: FormData) => createCredit({
    provider: fieldText(form, 'provider'), creditType: kind as NewCredit['creditType'], amount: fieldText(form, 'amount'), currency: fieldText(form, 'currency').toUpperCase(),
    startDate: fieldText(form, 'start'), expiryDate: fieldText(form, 'end'), description: fieldText(form, 'description') || null,
  });
  return (
    <PlanForm isOpen={isOpen} onOpenChange={onOpenChange} title="Enter credits" verb="Enter credits" done="Credits entered" save={save}>
      <Field label="Provider" hint="As the cost data names it">{(control) => <Input {...control} name="provider" required maxLength={100} defaultValue={span.values.providers[0] ?? 'AWS'} />}</Field>
      <Field label="Kind">{(control) => <Select {...control} options={kinds} value={kind} onValue={setKind} />}</Field>
      <Field label="Amount">{(control) => <Input {...control} name="amount" inputMode="decimal" required pattern="\d+(\.\d+)?" />}</Field>
      <Field label="Currency">{(control) => <Input {...control} name="currency" required pattern="[A-Za-z]{3}" maxLength={3} defaultValue={span.currencies[0]?.currency ?? 'USD'} />}</Field>
      <Field label="First day">{(control) => <Input {...control} name="start" type="date" required />}</Field>
      <Field label="Last day">{(control) => <Input {...control} name="end" type="date" required />}</Field>
      <Field label="Description" className="sm:col-span-2">{(control) => <Input {...control} name="description" maxLength={500} />}</Field>
    </PlanForm>
  );
}
