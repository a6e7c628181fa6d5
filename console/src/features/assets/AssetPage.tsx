import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { assetQuery, deleteAsset, secopsKeys, vulnerabilityListQuery } from '../../api/secops.ts';
import type { Asset } from '../../api/types.ts';
import { plural } from '../../lib/format.ts';
import { Badge, SeverityBadge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Time } from '../../ui/Time.tsx';
import { useMay } from '../session/use-may.ts';
import { AssetDialog } from './AssetDialog.tsx';
import { environmentNames, statusNames, typeNames } from './words.ts';

export function AssetPage(): ReactElement {
  const { assetId } = useParams({ from: '/shell/assets/$assetId' });
  const query = useQuery(assetQuery(assetId));
  return <QueryState query={query}>{(asset) => <Loaded key={asset.updatedAt} asset={asset} />}</QueryState>;
}

function Loaded({ asset }: { asset: Asset }): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayWrite = useMay('write:assets');
  const [isEditing, setEditing] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteAsset(asset.id),
    onSuccess: async () => {
      toast.success(`${asset.hostname} deleted`);
      await navigate({ to: '/assets' });
      client.removeQueries({ queryKey: secopsKeys.asset(asset.id) });
      await client.invalidateQueries({ queryKey: secopsKeys.all });
    },
    onError: (error) => toast.error(describeError(error).title),
  });
  const actions = mayWrite && (
    <>
      <Button onClick={() => setEditing(true)}>Change</Button>
      <Button look="danger" icon="trash" isBusy={remove.isPending} onClick={() => setAsking(true)}>Delete</Button>
    </>
  );
  return (
    <Page title={asset.hostname} lead={<Link to="/assets" className="hover:text-accent">All assets</Link>} actions={actions}>
      <div className="grid gap-4 lg:grid-cols-[20rem_1fr]">
        <Panel title="About">
          <dl className="flex flex-col gap-2.5">
            <Fact name="Type">{typeNames[asset.assetType]}</Fact>
            <Fact name="Environment">{environmentNames[asset.environment]}</Fact>
            <Fact name="State"><Badge tone={asset.status === 'active' ? 'ok' : 'plain'}>{statusNames[asset.status]}</Badge></Fact>
            <Fact name="IP address">{asset.ipAddress === '' ? '–' : asset.ipAddress}</Fact>
            <Fact name="System">{[asset.os, asset.osVersion].filter((part) => part !== null).join(' ') || '–'}</Fact>
            <Fact name="Owner">{asset.owner ?? '–'}</Fact>
            <Fact name="Tags">{asset.tags.length === 0 ? '–' : <span className="flex flex-wrap justify-end gap-1">{asset.tags.map((tag) => <Badge key={tag}>{tag}</Badge>)}</span>}</Fact>
            <Fact name="Scanned">{asset.lastScannedAt === null ? 'never' : <Time at={asset.lastScannedAt} />}</Fact>
          </dl>
        </Panel>
        <OpenVulnerabilities asset={asset} />
      </div>
      <AssetDialog isOpen={isEditing} onOpenChange={setEditing} asset={asset} onSaved={() => undefined} />
      <ConfirmDialog isOpen={isAsking} onOpenChange={setAsking} title={`Delete ${asset.hostname}?`} confirm="Delete asset" onConfirm={() => remove.mutate()}>
        Its vulnerabilities and every decision about them go with it. This cannot be undone.
      </ConfirmDialog>
    </Page>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }): ReactElement => (
  <div className="flex items-start justify-between gap-4"><dt className="text-ink-3">{name}</dt><dd className="min-w-0 text-right break-words">{children}</dd></div>
);

function OpenVulnerabilities({ asset }: { asset: Asset }): ReactElement {
  const query = useQuery(vulnerabilityListQuery({ assetId: asset.id, status: 'open,in_progress', sort: 'severity', order: 'desc', limit: 20, offset: 0 }));
  return (
    <Panel title="Open vulnerabilities" isFlush aside={<Link to="/vulnerabilities" search={{ asset: asset.id }} className="text-sm text-accent hover:underline">{plural(asset.vulnerabilityCount, 'vulnerability', 'vulnerabilities')}</Link>}>
      <QueryState query={query} empty={{ when: ({ total }) => total === 0, show: <EmptyState icon="check" title="None open" /> }}>
        {(page) => (
          <ul>
            {page.items.map((found) => (
              <li key={found.id} className="flex min-h-10 items-center gap-3 border-b border-line px-3.5 py-1 last:border-b-0">
                <SeverityBadge severity={found.severity} />
                <Link to="/vulnerabilities/$vulnerabilityId" params={{ vulnerabilityId: found.id }} className="min-w-0 flex-1 truncate hover:text-accent">{found.title}</Link>
                <span className="text-xs text-ink-3">{found.cveId}</span>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </Panel>
  );
}
