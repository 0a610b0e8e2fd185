import { countPersons } from '@ohjaamo/functions/figures/index.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { clientForm } from '../cases/caseTown.ts';
import { nightsOf } from '../cases/nights.ts';
import { contactForm } from '../desk/forms.ts';
import { everyRowOf } from '../support/everyRow.ts';
import { registerOf } from '../support/registerOf.ts';
import { type WorkTown, workTown } from '../support/workTown.ts';

/** What is done with persons in a town, and how they are counted. */
export function personActs(town: WorkTown) {
  const must = async <T extends { status: number; text: string }>(asked: Promise<T>): Promise<T> => {
    const answer = await asked;
    if (answer.status >= 300) throw new Error(answer.text);
    return answer;
  };
  return {
    must,
    /** Opens a client as the counsellor; gives the form with the ids. */
    async client(parts: Parameters<typeof clientForm>[0] = {}) {
      const body = clientForm({ identification: 'STAFF_VERIFIED', ...parts });
      await must(town.as('counsellor', casesRoutes.openClient, { body }));
      return body;
    },
    /** The counsellor has met a client. */
    meets: (clientId: ClientId, parts: Parameters<typeof contactForm>[1] = {}) =>
      must(
        town.as('counsellor', deskRoutes.recordContact, { body: contactForm(town, { clientId, ...parts }) }),
      ),
    /** Two persons see to it that a client is erased. */
    async erases(clientId: ClientId) {
      const parameters = { clientId };
      await must(town.opens('counsellor', clientId));
      await must(
        town.as('counsellor', casesRoutes.askErasure, {
          parameters,
          body: { asked: true, ground: 'PERSON_ASKS' },
        }),
      );
      await must(town.as('admin', casesRoutes.eraseClient, { parameters, body: { ground: 'PERSON_ASKS' } }));
    },
    night: nightsOf(town),
    /** The job that counts, for this town. */
    counts: (openScope: OpenScope = town.house.openScope, event: unknown = {}) =>
      countPersons(
        { openScope, clock: town.clock, platform: registerOf(town.house.platform, town.tenantId) },
        event,
      ),
    async figures(quarter = '2027-Q1') {
      const { body } = await town.as('manager', figuresRoutes.readTenantFigures, { query: { quarter } });
      return body;
    },
    /** The rows of figures about persons. */
    rows: async () => (await everyRowOf(town.tenantId)).filter(({ key }) => key.includes('#PERSONS#')),
  };
}

/** A town with the acts of persons in it. */
export async function personTown(now?: string) {
  const town = await workTown(now);
  return { ...town, town, ...personActs(town) };
}
