import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactElement } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { createAsset, secopsKeys, updateAsset } from '../../api/secops.ts';
import type { Asset, NewAsset } from '../../api/types.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Select } from '../../ui/Field.tsx';
import { environmentNames, statusNames, typeNames } from './words.ts';

interface AssetDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Null to make one. */
  asset: Asset | null;
  onSaved: (id: string) => void;
}

const optionsOf = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }));

function read(form: HTMLFormElement): NewAsset {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '').trim();
  const orNull = (name: string): string | null => (text(name) === '' ? null : text(name));
  return {
    hostname: text('hostname'), ipAddress: text('ipAddress'), assetType: text('assetType') as NewAsset['assetType'], environment: text('environment') as NewAsset['environment'], status: text('status') as NewAsset['status'],
    os: orNull('os'), osVersion: orNull('osVersion'), owner: orNull('owner'), tags: text('tags').split(',').map((tag) => tag.trim()).filter((tag) => tag !== ''),
  };
}

/** Makes or changes an asset. */
export function AssetDialog({ isOpen, onOpenChange, asset, onSaved }: AssetDialogProps): ReactElement {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (input: NewAsset) => (asset === null ? createAsset(input) : updateAsset(asset.id, input)),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: secopsKeys.all });
      onOpenChange(false);
      toast.success(asset === null ? `${saved.hostname} added` : `${saved.hostname} changed`);
      onSaved(saved.id);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(read(event.currentTarget));
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={asset === null ? 'Add asset' : 'Change asset'} footer={<Button type="submit" form="asset" look="primary" isBusy={save.isPending}>{asset === null ? 'Add' : 'Save'}</Button>}>
      <form id="asset" onSubmit={submit} className="grid gap-3 sm:grid-cols-2">
        {save.error !== null && <div className="sm:col-span-2"><Banner look="danger" title={describeError(save.error).title} /></div>}
        <Field label="Name">{(control) => <Input {...control} name="hostname" required maxLength={253} defaultValue={asset?.hostname ?? ''} />}</Field>
        <Field label="IP address">{(control) => <Input {...control} name="ipAddress" defaultValue={asset?.ipAddress ?? ''} placeholder="10.0.0.1" />}</Field>
        <Field label="Type">{(control) => <Select {...control} name="assetType" options={optionsOf(typeNames)} defaultValue={asset?.assetType ?? 'server'} onValue={() => undefined} />}</Field>
        <Field label="Environment">{(control) => <Select {...control} name="environment" options={optionsOf(environmentNames)} defaultValue={asset?.environment ?? 'production'} onValue={() => undefined} />}</Field>
        <Field label="State">{(control) => <Select {...control} name="status" options={optionsOf(statusNames)} defaultValue={asset?.status ?? 'active'} onValue={() => undefined} />}</Field>
        <Field label="Owner">{(control) => <Input {...control} name="owner" maxLength={200} defaultValue={asset?.owner ?? ''} />}</Field>
        <Field label="Operating system">{(control) => <Input {...control} name="os" maxLength={200} defaultValue={asset?.os ?? ''} />}</Field>
        <Field label="Its version">{(control) => <Input {...control} name="osVersion" maxLength={200} defaultValue={asset?.osVersion ?? ''} />}</Field>
        <Field label="Tags" hint="With commas between them" className="sm:col-span-2">{(control) => <Input {...control} name="tags" defaultValue={asset?.tags.join(', ') ?? ''} />}</Field>
      </form>
    </Dialog>
  );
}
