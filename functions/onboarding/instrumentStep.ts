import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { instrument } from '@ohjaamo/shared/maps/instrument.ts';
import type { Write } from '../kernel/table.ts';
import { type Saving, type StepOutcome, withoutKit, wrong } from './stepSave.ts';

/** Takes the kit's map as the one that is offered first, unless it is already. A map that lacks a language of the municipality is not taken. */
export async function saveInstruments(
  { scope, setup, kit }: Saving,
  by: { readonly at: string; readonly staffId: StaffId },
): Promise<StepOutcome> {
  if (!kit) return withoutKit();
  const [first] = kit.instruments;
  const writes: Write[] = [];
  if (first) {
    const { instrumentToTake } = await import('../maps/index.ts');
    const given = instrument.parse(first.content);
    const taken = await instrumentToTake(scope, given, setup.tenant.profile.languages);
    if (taken.faults.length > 0) return wrong('', 'language_missing');
    if (!taken.isInUse) writes.push(...taken.writes(by));
  }
  return succeed({ writes, remembered: {} });
}
