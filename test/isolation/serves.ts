import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** One shift a week with two places, published for the present week; a change by hand in the next; a swap proposed. */
export async function serve(send: Send, of: Settled): Promise<void> {
  const { ids } = of;
  const manager = { actor: somebody('SITE_MANAGER', of), parameters: { siteId: ids.siteId } };
  const place = (date: string, number: number) => `${ids.shiftId}-${date}-${number}`;
  await must(send, routes.saveShift, {
    ...manager,
    body: {
      version: 0,
      shift: {
        id: ids.shiftId,
        weekday: 'MON',
        start: '15:00',
        end: '16:00',
        mode: 'WALK_IN',
        service: `D-${ids.organisation}`,
        workers: 2,
        skills: [],
      },
    },
  });
  const assigned = [
    { week: '2027-W05', version: 0, place: place('2027-02-01', 0), staffId: ids.staffId },
    { week: '2027-W05', version: 1, place: place('2027-02-01', 1), staffId: ids.colleagueId },
    { week: '2027-W06', version: 0, place: place('2027-02-08', 0), staffId: ids.staffId },
  ];
  for (const body of assigned) await must(send, routes.assignDuty, { ...manager, body });
  await must(send, routes.publishRota, { ...manager, body: { week: '2027-W05', version: 2 } });
  await must(send, routes.proposeSwap, {
    ...manager,
    body: { swapId: ids.swapId, to: ids.colleagueId, give: place('2027-02-01', 0) },
  });
}
