import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { triageFinding } from '../../api/scans.ts';
import type { Finding, ScanReport, TriageState } from '../../api/types.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input } from '../../ui/Field.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { isSettled, stateOf, triageNames, triageStates } from './triage.ts';

/** What was decided of a finding, and the ways to decide otherwise; what settles it asks for a reason. */
export function TriageMenu({ finding }: { finding: Finding }): ReactElement {
  const client = useQueryClient();
  const [asked, setAsked] = useState<TriageState | null>(null);
  const save = useMutation({
    mutationFn: (decision: { state: TriageState; reason: string }) => triageFinding(finding.id, decision),
    onSuccess: (changed) => {
      client.setQueriesData<ScanReport>({ queryKey: keys.reports }, (report) => (report === undefined ? report : {
        ...report,
        findings: report.findings.map((each) => (each.fingerprint === changed.fingerprint ? { ...each, triage: changed.triage } : each)),
      }));
      setAsked(null);
      toast.success(`${triageNames[changed.triage?.state ?? 'open']}: ${changed.title}`);
    },
  });
  const choose = (state: TriageState): void => {
    save.reset();
    if (isSettled(state)) setAsked(state);
    else save.mutate({ state, reason: '' });
  };
  useActions(triageStates.map((state) => ({ id: `finding.triage.${state}`, title: `Mark the finding: ${triageNames[state]}`, section: 'Scan', icon: 'check' as const, words: ['triage', 'decide'], run: () => choose(state) })));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (asked !== null) save.mutate({ state: asked, reason: String(new FormData(event.currentTarget).get('reason')) });
  };
  return (
    <>
      <Menu align="start" trigger={<Button isBusy={save.isPending && asked === null} title={finding.triage?.reason ?? ''}>{triageNames[stateOf(finding)]}</Button>}>
        {triageStates.filter((state) => state !== stateOf(finding)).map((state) => <MenuItem key={state} onSelect={() => choose(state)}>{triageNames[state]}</MenuItem>)}
      </Menu>
      <Dialog
        isOpen={asked !== null}
        onOpenChange={(isOpen) => !isOpen && setAsked(null)}
        title={asked === null ? '' : `${triageNames[asked]}: why?`}
        description="The decision holds for the same code in every later scan of yours."
        footer={<Button type="submit" form="triage" look="primary" isBusy={save.isPending}>Save</Button>}
      >
        <form id="triage" onSubmit={submit} className="flex flex-col gap-3">
          {save.error !== null && <Banner look="danger" title={describeError(save.error).title} />}
          <Field label="Reason">{(control) => <Input {...control} name="reason" required maxLength={2000} defaultValue={finding.triage?.reason ?? ''} />}</Field>
        </form>
      </Dialog>
    </>
  );
}
