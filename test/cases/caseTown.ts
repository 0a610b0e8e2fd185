import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { clientId, consentId, episodeId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type * as z from 'zod';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { people, type WorkTown } from '../support/workTown.ts';

type ClientForm = z.input<typeof casesRoutes.openClient.body>;
type ConsentForm = z.input<typeof casesRoutes.recordConsent.body>;

/** A new client as the form sends one. */
export function clientForm(parts: Partial<ClientForm> = {}) {
  return casesRoutes.openClient.body.parse({
    clientId: clientId.parse(randomIds.id(20)),
    episodeId: episodeId.parse(randomIds.id(20)),
    displayName: 'Asiakas',
    identification: 'LIGHT',
    contactLanguage: 'fi',
    phone: '+358 40 0000000',
    routeIn: 'SCHOOL',
    mainActivity: 'STUDENT',
    ...parts,
  });
}

/** A consent from the youth services to Kela until the end of the year. */
export function consentForm(parts: Partial<ConsentForm> = {}) {
  return casesRoutes.recordConsent.body.parse({
    consentId: consentId.parse(randomIds.id(20)),
    categories: ['MONEY', 'CONTACT_DETAILS'],
    from: 'YOUTH',
    to: 'KELA',
    purpose: 'Asumistuen hakeminen yhdessä',
    validUntil: '2027-12-31',
    means: 'ON_PAPER',
    language: 'fi',
    ...parts,
  });
}

/** Opens a client as the counsellor. */
export async function openedClient(town: WorkTown) {
  const body = clientForm();
  const answer = await town.as('counsellor', casesRoutes.openClient, { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return body.clientId;
}

/** The partner's worker as a counsellor whom the own organisation lends to the house. */
export function lentBy(town: WorkTown): Actor {
  return {
    ...{ realm: 'tenant', subject: 'subject-of-the-lent', tenantId: town.tenantId },
    ...{ staffId: people.partner.id, roles: ['COUNSELLOR'] },
  };
}

/** Makes the lent counsellor the named worker, who says why the case is opened. */
export async function lentGuides(town: WorkTown, client: ReturnType<typeof clientForm>['clientId']) {
  await town.as('counsellor', casesRoutes.assignWorker, {
    parameters: { clientId: client },
    body: { staffId: people.partner.id, part: 'NAMED', reason: 'Ohjaa jatkossa' },
  });
  await town.opens('partner', client);
  return lentBy(town);
}
