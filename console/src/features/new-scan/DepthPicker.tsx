import { RadioGroup } from 'radix-ui';
import type { ReactElement } from 'react';
import type { ScanDepth } from '../../api/types.ts';
import { Checkbox } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';

const depths: readonly { value: ScanDepth; name: string; about: string }[] = [
  { value: 'quick', name: 'Quick', about: 'Detectors of high confidence only' },
  { value: 'full', name: 'Full', about: 'Every detector; right for most contracts' },
  { value: 'deep', name: 'Deep', about: 'Every detector with wider limits; slower' },
];

interface DepthPickerProps {
  value: ScanDepth;
  onChange: (value: ScanDepth) => void;
  /** Whether findings are tried by execution; until it is chosen it follows the depth, as on the server. */
  isConfirmed: boolean;
  onConfirm: (value: boolean) => void;
}

export function DepthPicker({ value, onChange, isConfirmed, onConfirm }: DepthPickerProps): ReactElement {
  return (
    <Panel title="Depth" isFlush>
      <RadioGroup.Root aria-label="Depth" value={value} onValueChange={(next) => onChange(next as ScanDepth)} className="flex flex-col py-1">
        {depths.map((depth) => (
          <RadioGroup.Item key={depth.value} value={depth.value} className="group flex items-start gap-2.5 px-3.5 py-2 text-left hover:bg-hover">
            <span aria-hidden="true" className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-line-strong bg-surface group-data-[state=checked]:border-accent">
              <span className="size-2 rounded-full group-data-[state=checked]:bg-accent" />
            </span>
            <span>
              <span className="block font-medium">{depth.name}</span>
              <span className="block text-xs text-ink-3">{depth.about}</span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <div className="border-t border-line px-3.5 py-2">
        <Checkbox checked={isConfirmed} onChange={(event) => onConfirm(event.target.checked)} label="Prove findings by execution" />
      </div>
    </Panel>
  );
}
