import { type ReactElement, type ReactNode, useEffect } from 'react';

interface PageProps {
  title: string;
  /** Shown in place of the title where a page needs more than text. */
  heading?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page's frame: document title, first heading (which takes the focus on navigation), actions. */
export function Page({ title, heading, lead, actions, children }: PageProps): ReactElement {
  useEffect(() => {
    document.title = `${title} · Bulwark`;
  }, [title]);
  return (
    <div className="mx-auto flex w-full max-w-[1800px] flex-col gap-4 px-4 py-4 md:px-6 md:py-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h1 tabIndex={-1} data-page-title="" className="flex flex-wrap items-center gap-2.5 text-lg leading-7 font-semibold tracking-tight">{heading ?? title}</h1>
          {lead !== undefined && <div className="text-sm text-ink-3">{lead}</div>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
