import { getPriority } from 'node:os';
import { errors } from '../../../src/platform/errors/index.ts';
import { serveTasks } from '../../../src/platform/workers/index.ts';

/** What a test can ask of this thread. */
export type Errand =
  | { readonly do: 'echo'; readonly value: unknown }
  | { readonly do: 'report' | 'spin' | 'hoard' | 'exit' | 'reject-later' | 'facts' | 'refuse' | 'break' | 'uncloneable' };

let served = 0;

function spin(): never {
  for (;;) served += 0;
}

function hoard(): never {
  const kept: unknown[] = [];
  for (;;) kept.push(Array.from({ length: 1000 }, (_, at) => ({ at })));
}

serveTasks((errand: Errand, { send }) => {
  served += 1;
  switch (errand.do) {
    case 'echo': return errand.value;
    case 'spin': return spin();
    case 'hoard': return hoard();
    case 'exit': return process.exit(3);
    case 'facts': return { served, niceness: getPriority(), environment: Object.keys(process.env) };
    case 'refuse': throw errors.NOT_FOUND({ message: 'no such thing', details: { id: 7 } });
    case 'break': throw new TypeError('cannot read that');
    case 'uncloneable': return () => undefined;
    case 'reject-later':
      setTimeout(() => { throw new Error('from a timer'); }, 1);
      return new Promise(() => undefined);
    case 'report':
      for (const step of [1, 2, 3]) send({ step });
      return 'reported';
  }
});
