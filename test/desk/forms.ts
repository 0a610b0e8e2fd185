import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { contactId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type * as z from 'zod';
import type { WorkTown } from '../support/workTown.ts';

type Form = z.input<typeof deskRoutes.recordContact.body>;

/** The quick form as filled in for a walk-in, five minutes before the town's half past eight. */
export function contactForm(town: WorkTown, parts: Partial<Form> = {}) {
  const startedAt = '2027-02-01T08:25+02:00';
  return deskRoutes.recordContact.body.parse({
    contactId: contactId.parse(randomIds.id(20)),
    site: town.main.id,
    channel: 'ON_SITE',
    startedAt,
    minutes: 15,
    topics: ['MONEY', 'EDUCATION'],
    ageBand: '20_24',
    ...parts,
  });
}
