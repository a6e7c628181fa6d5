import { Tabs as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

interface TabsProps {
  label: string;
  tabs: readonly { value: string; label: string; content: ReactNode }[];
}

/** Views of one page, one at a time. */
export function Tabs({ label, tabs }: TabsProps): ReactElement {
  return (
    <Radix.Root defaultValue={tabs[0]?.value ?? ''} className="flex min-w-0 flex-col gap-4">
      <Radix.List aria-label={label} className="flex gap-4 border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value} className="-mb-px border-b-2 border-transparent px-0.5 pt-1 pb-2 text-sm text-ink-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink pointer-coarse:min-h-10">
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => <Radix.Content key={tab.value} value={tab.value} className="min-w-0">{tab.content}</Radix.Content>)}
    </Radix.Root>
  );
}
