import { type ReactElement, useState } from 'react';
import { createBudget } from '../../api/costs.ts';
import type { CostSpan, NewBudget } from '../../api/types.ts';
import { Field, Input, Select } from '../../ui/Field.tsx';
import { fieldText, PlanForm } from './PlanForm.tsx';

interface BudgetDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  span: CostSpan;
}

const environments = [{ value: '', label: 'All' }, { value: 'production', label: 'production' }, { value: 'staging', label: 'staging' }, { value: 'development', label: 'development' }];

export function BudgetDialog({ isOpen, onOpenChange, span }: BudgetDialogProps): ReactElement {
  const [environment, setEnvironment] = useState('');
  const [service, setService] = useState('');
  const save = (form: FormData) => createBudget({
    name: fieldText(form, 'name'), amount: fieldText(form, 'amount'), currency: fieldText(form, 'currency').toUpperCase(),
    environment: environment === '' ? null : (environment as NewBudget['environment']) ?? null, service: service === '' ? null : service,
  });
  return (
    <PlanForm isOpen={isOpen} onOpenChange={onOpenChange} title="New budget" verb="Create budget" done="Budget created" save={save}>
      <Field label="Name">{(control) => <Input {...control} name="name" required maxLength={100} />}</Field>
      <Field label="Amount a month">{(control) => <Input {...control} name="amount" inputMode="decimal" required pattern="\d+(\.\d+)?" placeholder="1500.00" />}</Field>
      <Field label="Currency">{(control) => <Input {...control} name="currency" required pattern="[A-Za-z]{3}" maxLength={3} defaultValue={span.currencies[0]?.currency ?? 'USD'} />}</Field>
      <Field label="Environment">{(control) => <Select {...control} options={environments} value={environment} onValue={setEnvironment} />}</Field>
      <Field label="Service">{(control) => <Select {...control} options={[{ value: '', label: 'All' }, ...span.values.services.map((value) => ({ value, label: value }))]} value={service} onValue={setService} />}</Field>
    </PlanForm>
  );
}
