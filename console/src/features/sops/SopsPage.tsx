import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { importSops, sopKeys, sopListQuery, SOPS_PER_PAGE } from '../../api/sops.ts';
import type { SopRow } from '../../api/types.ts';
import { plural } from '../../lib/format.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { moveCursor } from '../../lib/selection.ts';
import type { SopsSearch } from '../../routes/search.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Input, Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import { Paging, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { useMe } from '../session/use-me.ts';
import { categoryNames, categoryOptions, sopStatusNames, sopTones } from './sop-words.ts';

const TYPING_MS = 250;
const statusOptions = [{ value: '', label: 'Any state' }, ...(['draft', 'review', 'approved', 'archived'] as const).map((value) => ({ value, label: sopStatusNames[value] }))];
const head = <><Th>Procedure</Th><Th>Category</Th><Th>State</Th><Th className="text-right">Steps</Th><Th className="text-right">Executions</Th><Th className="text-right">Last executed</Th><Th className="text-right">Changed</Th></>;

/** Standard operating procedures: search, import, open. */
export function SopsPage(): ReactElement {
  const search = useSearch({ from: '/shell/sops' });
  const navigate = useNavigate({ from: '/sops' });
  const { permissions } = useMe();
  const offset = ((search.page ?? 1) - 1) * SOPS_PER_PAGE;
  const query = useQuery(sopListQuery({ search: search.q, category: search.category, status: search.status, offset }));
  const change = (next: SopsSearch): void => void navigate({ search: (current) => ({ ...current, page: undefined, ...next }), replace: true });
  const ids = query.data?.items.map(({ id }) => id) ?? [];
  const [cursor, setCursor] = useState<string | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const open = (): void => {
    if (cursor !== null) void navigate({ to: '/sops/$sopId', params: { sopId: cursor } });
  };
  useActions([
    { id: 'sops.new', title: 'New procedure', section: 'List', icon: 'plus', keys: 'n', run: () => void navigate({ to: '/sops/new' }) },
    { id: 'list.next', title: 'Next row', section: 'List', keys: 'j', isKeyOnly: true, run: () => setCursor((at) => moveCursor(ids, at, 1)) },
    { id: 'list.previous', title: 'Previous row', section: 'List', keys: 'k', isKeyOnly: true, run: () => setCursor((at) => moveCursor(ids, at, -1)) },
    { id: 'list.open', title: 'Open the row', section: 'List', keys: 'enter', isKeyOnly: true, run: open },
    { id: 'list.search', title: 'Search this list', section: 'List', icon: 'search', keys: '/', run: () => searchBox.current?.focus() },
  ]);
  const isFiltered = search.q !== undefined || search.category !== undefined || search.status !== undefined;
  const mayWrite = isAllowed(permissions, 'write:sops');
  return (
    <Page title="Procedures" lead="Standard operating procedures, and who went through them" actions={mayWrite && <><ImportButton /><Button look="primary" asChild><Link to="/sops/new"><Icon name="plus" />New procedure</Link></Button></>}>
      <Panel isFlush>
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2">
          <SearchBox value={search.q ?? ''} onValue={(q) => change({ q: q === '' ? undefined : q })} box={searchBox} />
          <Select aria-label="Category" className="w-44" options={[{ value: '', label: 'Any category' }, ...categoryOptions]} value={search.category ?? ''} onValue={(value) => change({ category: value === '' ? undefined : value })} />
          <Select aria-label="State" className="w-32" options={statusOptions} value={search.status ?? ''} onValue={(value) => change({ status: value === '' ? undefined : value })} />
        </div>
        <QueryState query={query} loading={<LoadingRows rows={8} />} empty={{ when: ({ total }) => total === 0, show: isFiltered ? <EmptyState icon="search" title="No procedure matches" action={<Button onClick={() => change({ q: undefined, category: undefined, status: undefined })}>Clear filters</Button>}>Try another word, category or state.</EmptyState> : <EmptyState icon="file" title="No procedures yet">Write one, or import Markdown, JSON, YAML or a zip of them.</EmptyState> }}>
          {(page) => (
            <>
              <Table label="Procedures" head={head}>{page.items.map((sop) => <Row key={sop.id} sop={sop} isCursor={sop.id === cursor} />)}</Table>
              <Paging offset={offset} limit={SOPS_PER_PAGE} total={page.total} noun="procedures" onOffset={(next) => change({ page: next / SOPS_PER_PAGE + 1 })} />
            </>
          )}
        </QueryState>
      </Panel>
    </Page>
  );
}

function Row({ sop, isCursor }: { sop: SopRow; isCursor: boolean }): ReactElement {
  return (
    <tr data-row={sop.id} aria-current={isCursor ? 'true' : undefined} className={isCursor ? 'bg-hover shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover'}>
      <Td className="max-w-96 min-w-48">
        <Link to="/sops/$sopId" params={{ sopId: sop.id }} className="block truncate font-medium hover:text-accent" title={sop.title}>{sop.title}</Link>
        {sop.tags.length > 0 && <span className="block truncate text-xs text-ink-3">{sop.tags.join(', ')}</span>}
      </Td>
      <Td className="whitespace-nowrap text-ink-2">{categoryNames[sop.category]}</Td>
      <Td><Badge tone={sopTones[sop.status]}>{sopStatusNames[sop.status]}</Badge> <span className="text-xs text-ink-3">{sop.version}</span></Td>
      <Td className="text-right text-ink-2">{sop.stepCount}</Td>
      <Td className="text-right text-ink-2">{sop.executionCount}</Td>
      <Td className="text-right text-ink-2">{sop.lastExecutedAt === null ? 'never' : <Time at={sop.lastExecutedAt} />}</Td>
      <Td className="text-right text-ink-2"><Time at={sop.updatedAt} /></Td>
    </tr>
  );
}

function SearchBox({ value, onValue, box }: { value: string; onValue: (value: string) => void; box: React.RefObject<HTMLInputElement | null> }): ReactElement {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onValue(text), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return <Input ref={box} type="search" aria-label="Search procedures" aria-keyshortcuts="/" placeholder="Search" className="min-w-48 flex-1 sm:max-w-72" value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()} />;
}

function ImportButton(): ReactElement {
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const run = useMutation({
    mutationFn: importSops,
    onSuccess: (sops) => toast.success(`${plural(sops.length, 'procedure')} imported as drafts`),
    onError: (error) => toast.error(describeError(error).title, { description: describeError(error).detail ?? undefined }),
    onSettled: () => client.invalidateQueries({ queryKey: sopKeys.all }),
  });
  return (
    <>
      <input ref={picker} type="file" multiple accept=".md,.markdown,.json,.yaml,.yml,.zip" aria-label="Files to import" className="sr-only" tabIndex={-1} onChange={(event) => {
        run.mutate([...(event.target.files ?? [])]);
        event.target.value = '';
      }} />
      <Button icon="upload" isBusy={run.isPending} onClick={() => picker.current?.click()}>Import</Button>
    </>
  );
}
