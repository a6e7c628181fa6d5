import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { describeError } from '../../api/errors.ts';
import { createSop, previewQuery, sopKeys, sopQuery, updateSop } from '../../api/sops.ts';
import type { SopRow } from '../../api/types.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field, Input, Select, Textarea } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Rendered } from '../../ui/Rendered.tsx';
import { QueryState } from '../../ui/states.tsx';
import { draftOf, emptyDraft, type SopDraft, toRequest } from './draft.ts';
import { StepsEditor } from './StepsEditor.tsx';
import { categoryOptions } from './sop-words.ts';

const PREVIEW_MS = 400;

/** Writing a new procedure. */
export function NewSopPage(): ReactElement {
  return <Editor title="New procedure" start={emptyDraft} save={(draft) => createSop(toRequest(draft))} />;
}

/** Changing one: saving makes a new version, which is a draft. */
export function EditSopPage(): ReactElement {
  const { sopId } = useParams({ from: '/shell/sops/$sopId/edit' });
  const query = useQuery(sopQuery(sopId));
  return <QueryState query={query}>{(sop) => <Editor title={`Edit ${sop.title}`} start={draftOf(sop)} isChange save={(draft) => updateSop(sop.id, { ...toRequest(draft), note: draft.note })} />}</QueryState>;
}

interface EditorProps {
  title: string;
  start: SopDraft;
  isChange?: boolean;
  save: (draft: SopDraft) => Promise<SopRow>;
}

function Editor({ title, start, isChange = false, save }: EditorProps): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  const formId = useId();
  const [draft, setDraft] = useState(start);
  const set = (change: Partial<SopDraft>): void => setDraft((current) => ({ ...current, ...change }));
  const run = useMutation({
    mutationFn: () => save(draft),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: sopKeys.all });
      await navigate({ to: '/sops/$sopId', params: { sopId: id } });
    },
  });
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    run.mutate();
  };
  useActions([{ id: 'sop.save', title: 'Save this procedure', section: 'View', icon: 'check', run: () => submit() }]);
  const failure = run.error === null ? null : describeError(run.error);
  return (
    <Page title={title} {...(isChange && { lead: 'Saving makes a new version, which is a draft until somebody else approves it' })} actions={<Button look="primary" type="submit" form={formId} isBusy={run.isPending}>Save</Button>}>
      <form id={formId} onSubmit={submit} className="grid items-start gap-4 lg:grid-cols-2">
        {failure !== null && <div className="lg:col-span-2"><Banner look="danger" title={failure.title}>{failure.detail}</Banner></div>}
        <Panel title="About">
          <div className="flex flex-col gap-3">
            <Field label="Title">{(control) => <Input {...control} required maxLength={200} value={draft.title} onChange={(event) => set({ title: event.target.value })} />}</Field>
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label="Category">{(control) => <Select {...control} options={categoryOptions} value={draft.category} onValue={(category) => set({ category: category as SopDraft['category'] })} />}</Field>
              <Field label="Minutes it takes">{(control) => <Input {...control} type="number" min={0} max={100_000} value={draft.estimatedDuration} onChange={(event) => set({ estimatedDuration: event.target.value })} />}</Field>
            </div>
            <Field label="In one sentence">{(control) => <Input {...control} maxLength={2000} value={draft.description} onChange={(event) => set({ description: event.target.value })} />}</Field>
            <Field label="Before one begins" hint="One per line">{(control) => <Textarea {...control} rows={3} value={draft.prerequisites} onChange={(event) => set({ prerequisites: event.target.value })} />}</Field>
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label="Tags" hint="Separated by commas">{(control) => <Input {...control} value={draft.tags} onChange={(event) => set({ tags: event.target.value })} />}</Field>
              <Field label="Reviewers" hint="User names; anybody else who may when empty">{(control) => <Input {...control} value={draft.reviewers} onChange={(event) => set({ reviewers: event.target.value })} />}</Field>
            </div>
            {isChange && <Field label="What changed" hint="For the version history">{(control) => <Input {...control} maxLength={500} value={draft.note} onChange={(event) => set({ note: event.target.value })} />}</Field>}
          </div>
        </Panel>
        <StepsEditor steps={draft.steps} onChange={(steps) => set({ steps })} />
        <Panel title="Text">
          <Field label="Markdown">{(control) => <Textarea {...control} rows={18} className="font-mono text-xs" maxLength={100_000} value={draft.content} onChange={(event) => set({ content: event.target.value })} />}</Field>
        </Panel>
        <Preview content={draft.content} />
      </form>
    </Page>
  );
}

function Preview({ content }: { content: string }): ReactElement {
  const settled = useSettled(content, PREVIEW_MS);
  const query = useQuery({ ...previewQuery(settled), enabled: settled !== '' });
  return (
    <Panel title="Preview">
      {settled === '' ? <p className="text-ink-3">What you write beside it is shown here as readers will see it.</p> : <QueryState query={query}>{({ html }) => <Rendered html={html} />}</QueryState>}
    </Panel>
  );
}
