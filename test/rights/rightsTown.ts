import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { openedClient } from '../cases/caseTown.ts';
import { register } from '../support/house.ts';
import { workTown, type WorkTown } from '../support/workTown.ts';
import { startIssuer, type Wrong } from './issuer.ts';

/** N02 of the demo's people, 23 in the town's winter; and a child of 12. */
export const REVONTULI = '020204A9021';
export const CHILD = '010115A900B';

/** A municipality whose young people can identify, and one young person who has. */
export async function rightsTown() {
  const [town, issuer] = await Promise.all([workTown(), startIssuer()]);
  const keysOf = (...towns: readonly WorkTown[]) =>
    JSON.stringify({
      issuer: issuer.endpoint,
      origin: 'https://ohjaamo.example',
      clients: Object.fromEntries(
        towns.map(({ tenant: { profile } }) => [
          profile.slug,
          { id: `client-of-${profile.slug}`, secret: 'secret' },
        ]),
      ),
    });
  process.env['IDENTIFICATION'] = keysOf(town);
  await register(town.house.platform, town.tenantId, town.tenant);
  const tenantSlug = town.tenant.profile.slug;

  /** Goes to the identification service: its address, and what the browser keeps. */
  async function leave(of = town) {
    const parameters = { tenantSlug: of.tenant.profile.slug };
    const answer = await of.fromStreet(rightsRoutes.beginIdentification, {
      parameters,
      body: { language: 'fi' },
    });
    const [cookie = ''] = (answer.cookies[0] ?? '').split(';');
    return { status: answer.status, address: answer.body.address, cookie };
  }
  /** Comes back with a query and a cookie. */
  function comeBack(query: string, cookie: string, of = town) {
    const parameters = { tenantSlug: of.tenant.profile.slug };
    return of.fromStreet(rightsRoutes.completeIdentification, {
      parameters,
      body: { query },
      headers: { cookie },
    });
  }

  return {
    ...town,
    issuer,
    keysOf,
    tenantSlug,
    leave,
    comeBack,
    /** The whole way there and back. */
    async signIn(identityCode: string, wrong: Wrong = {}) {
      const { address, cookie } = await leave();
      return comeBack(issuer.identify(address, identityCode, wrong), cookie);
    },
    /** A client whom a worker has identified by a document. */
    async identifiedClient(identityCode = REVONTULI, birthDate = '2004-02-02'): Promise<ClientId> {
      const clientId = await openedClient(town);
      const answer = await town.as('counsellor', casesRoutes.identifyClient, {
        parameters: { clientId },
        body: { version: 1, displayName: 'Testi Revontuli', birthDate, identityCode, means: 'PASSPORT' },
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return clientId;
    },
    async stop() {
      delete process.env['IDENTIFICATION'];
      await issuer.stop();
    },
  };
}

export type RightsTown = Awaited<ReturnType<typeof rightsTown>>;
