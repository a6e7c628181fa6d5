import type { ReactElement } from 'react';
import { missingVariables } from '../../api/errors.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Field, Input, Select } from '../../ui/Field.tsx';
import { type AddressTarget, isAddress } from './address.ts';

const chains = [
  { value: '1', label: 'Ethereum' },
  { value: '137', label: 'Polygon' },
  { value: '56', label: 'BNB Smart Chain' },
];

interface AddressSourceProps {
  value: AddressTarget;
  error: unknown;
  onChange: (value: AddressTarget) => void;
}

/** A deployed contract. Where its source cannot be fetched, says what is missing. */
export function AddressSource({ value, error, onChange }: AddressSourceProps): ReactElement {
  const isWrong = value.address !== '' && !isAddress(value.address);
  const missing = missingVariables(error);
  return (
    <div className="flex flex-col gap-4 p-3.5">
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <Field label="Contract address" error={isWrong ? 'An address is 0x and 40 hexadecimal digits' : null} hint="Read from a provider of verified sources">
          {(control) => <Input {...control} className="font-mono" placeholder="0x…" spellCheck={false} autoComplete="off" value={value.address} onChange={(event) => onChange({ ...value, address: event.target.value })} />}
        </Field>
        <Field label="Network">
          {(control) => <Select {...control} options={chains} value={String(value.chainId)} onValue={(chainId) => onChange({ ...value, chainId: Number(chainId) })} />}
        </Field>
      </div>
      {missing.length > 0 && (
        <Banner look="note" title="This server has no source of verified contracts yet">
          Set {missing.map((name, index) => <span key={name}>{index > 0 && ' or '}<code className="font-semibold">{name}</code></span>)} in its environment and start it again. Pasting or uploading the source works without.
        </Banner>
      )}
    </div>
  );
}
