import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { verifyAudit } from '../../api/admin.ts';
import { describeError } from '../../api/errors.ts';
import type { AuditVerdict } from '../../api/types.ts';
import { plural, shorten } from '../../lib/format.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';

/** Recomputes the chain on demand and tells what came out. */
export function VerifyPanel(): ReactElement {
  const verify = useMutation({ mutationFn: verifyAudit });
  return (
    <Panel>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div role="status" className="min-w-0 flex-1">
          {verify.data === undefined ? <p className="text-ink-2">Verifying recomputes every hash from the first record on. A record that was changed or removed breaks the chain.</p> : <Verdict verdict={verify.data} />}
          {verify.error !== null && <p className="text-critical">{describeError(verify.error).title}</p>}
        </div>
        <Button icon="check" isBusy={verify.isPending} onClick={() => verify.mutate()}>Verify chain</Button>
      </div>
    </Panel>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdict }): ReactElement {
  if (!verdict.isIntact) {
    return <Banner look="danger" title={`The chain is broken at record ${verdict.brokenAt ?? 'unknown'}`}>Of {plural(verdict.checked, 'record')} checked, this one and what follows cannot be trusted.</Banner>;
  }
  return (
    <p className="flex flex-wrap items-center gap-2">
      <Icon name="check" className="text-ok" />
      <span className="font-medium">The chain is intact.</span>
      <span className="text-ink-3">{plural(verdict.checked, 'record')} checked, head <code title={verdict.headHash}>{shorten(verdict.headHash, 10, 6)}</code></span>
    </p>
  );
}
