import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { describe, expect, it } from 'vitest';
import { merge, openAs, twice } from '../cases/mergeTown.ts';
import { contactForm } from '../desk/forms.ts';
import { courierOf, givenNow, referralTown } from '../referrals/referralTown.ts';
import { type WorkTown, workTown } from '../support/workTown.ts';

const copyOf = async (town: WorkTown, client: ClientId) =>
  (await town.onOwnPage(client, rightsRoutes.takeEverything)).body;
const looksOf = async (town: WorkTown, client: ClientId, cursor?: string) =>
  (await town.onOwnPage(client, rightsRoutes.readMyLog, { query: cursor ? { cursor } : {} })).body;
const recordsOf = async (town: WorkTown, client: ClientId, kind: string) =>
  (await copyOf(town, client)).parts.find((part) => part.kind === kind)?.records ?? [];
async function meets(town: WorkTown, clientId: ClientId, startedAt: string) {
  const body = contactForm(town, { clientId, startedAt });
  const answer = await town.as('counsellor', deskRoutes.recordContact, { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return body.contactId;
}

describe('a copy of everything', () => {
  it('tells each meeting: when, where, how, about what and with whom; of nobody else’s', async () => {
    const town = await workTown();
    const [client, other] = [await openAs(town, 'Testi Saari'), await openAs(town, 'Testi Meri')];
    await meets(town, client, '2027-02-01T08:00+02:00');
    await meets(town, other, '2027-02-01T08:10+02:00');
    const voided = await meets(town, client, '2027-02-01T08:20+02:00');
    await town.as('counsellor', deskRoutes.voidContact, { parameters: { contactId: voided }, body: {} });
    const worker = town.tenant.staff[0]?.name;
    expect(await recordsOf(town, client, 'CONTACT')).toEqual([
      expect.objectContaining({ startedAt: '2027-02-01T06:20:00.000Z', state: 'VOIDED' }),
      expect.objectContaining({
        startedAt: '2027-02-01T06:00:00.000Z',
        site: town.main.name.fi,
        channel: 'ON_SITE',
        minutes: 15,
        topics: ['EDUCATION', 'MONEY'],
        staffIds: [worker],
        state: 'RECORDED',
      }),
    ]);
  });

  it('tells what was said when the time of a meeting was booked, and no secret of the booking', async () => {
    const town = await workTown();
    const client = await openAs(town, 'Testi Saari');
    const bookingId = await town.book('2027-02-01T09:00+02:00', { nickname: 'hannamaria' });
    const body = contactForm(town, { clientId: client, bookingId });
    expect((await town.as('counsellor', deskRoutes.recordContact, { body })).status).toBe(201);
    const [booking, ...more] = await recordsOf(town, client, 'BOOKING');
    expect(more).toEqual([]);
    expect(booking).toMatchObject({ nickname: 'hannamaria', siteId: town.main.name.fi });
    expect(Object.keys(booking ?? {})).not.toEqual(expect.arrayContaining([expect.stringMatching(/hash/iu)]));
  });

  it('and the list of looks hold what belongs to a record that was taken into this one', async () => {
    const { town, into, other } = await twice();
    await meets(town, other, '2027-02-01T08:00+02:00');
    await town.opens('counsellor', other);
    await town.as('counsellor', casesRoutes.readClient, { parameters: { clientId: other } });
    await town.opens('counsellor', into);
    expect((await looksOf(town, into)).looks.map(({ action }) => action)).not.toContain('VIEW_CLIENT');
    const merged = await merge(town, into, other);
    expect(merged.status, merged.text).toBe(201);
    expect(await recordsOf(town, into, 'CONTACT')).toHaveLength(1);
    const names = (await recordsOf(town, into, 'CLIENT')).map((record) => record['displayName']);
    expect(names.sort()).toEqual(['Saari Testi', 'Testi Saari']);
    const { log } = await copyOf(town, into);
    expect(log).toContainEqual(expect.objectContaining({ action: 'VIEW_CLIENT', outcome: 'DONE' }));
    expect((await looksOf(town, into)).looks).toContainEqual(
      expect.objectContaining({ action: 'VIEW_CLIENT', outcome: 'DONE' }),
    );
  });

  it('of two records has each look once over its pages, newest first', async () => {
    const { town, into, other } = await twice();
    for (let second = 10; second < 50; second++) {
      const clientId = second % 2 === 0 ? into : other;
      town.clock.set(`2027-02-01T08:40:${String(second)}+02:00`);
      await town.as('admin', casesRoutes.readClient, { parameters: { clientId } });
      await town.as('manager', casesRoutes.readClient, { parameters: { clientId } });
    }
    await town.opens('counsellor', other);
    await town.opens('counsellor', into);
    await merge(town, into, other);
    const first = await looksOf(town, into);
    expect(first.looks).toHaveLength(50);
    const second = await looksOf(town, into, first.nextCursor);
    const all = [...first.looks, ...second.looks];
    const times = all.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(all.filter(({ action }) => action === 'VIEW_CLIENT')).toHaveLength(80);
  });
});

describe('a consent that went out of the municipality', () => {
  it('says in the reader’s language what it is for, and that who has opened it keeps it, before and after withdrawing', async () => {
    const town = await referralTown();
    const client = await town.client();
    const draft = await town.drafts(client, {
      ...{ kind: 'OUTSIDE', name: 'Testiyhdistys', email: 'yhdistys@example.org', organisation: undefined },
      categories: ['CONTACT_DETAILS'],
    });
    const given = givenNow();
    await town.grounds(client, draft.body.id, given);
    const sent = await town.sends(client, draft.body.id);
    const consent = async () => (await town.onOwnPage(client, rightsRoutes.readMe)).body.consents[0];
    expect(await consent()).toMatchObject({
      elsewhere: { kind: 'OUTSIDE', has: false },
      purposeOfReferral: { fi: 'Palveluun ohjaaminen', sv: 'Hänvisning till en tjänst' },
    });
    const courier = courierOf(town);
    await courier.run();
    const link = /\/r\/(\S+)/u.exec(courier.mails.at(-1)?.text ?? '')?.[1] ?? '';
    await town.fromStreet(referralsRoutes.openReferralLink, {
      parameters: { link },
      body: { phoneCode: sent.body.phoneCode ?? '' },
    });
    expect((await consent())?.elsewhere).toEqual({ kind: 'OUTSIDE', has: true });
    const withdrawn = await town.onOwnPage(client, rightsRoutes.withdrawMyConsent, {
      parameters: { consentId: given.consentId },
      body: {},
    });
    expect(withdrawn.status).toBe(200);
    expect(await consent()).toMatchObject({ state: 'WITHDRAWN', elsewhere: { has: true } });
  });
});

describe('who has looked', () => {
  it('says to whom a referral gave what, and names the receiver where the receiver itself looked (GDPR 15(1)(c))', async () => {
    const town = await referralTown();
    const client = await town.client();
    const draft = await town.drafts(client, {
      kind: 'OUTSIDE',
      name: 'Testiyhdistys',
      email: 'yhdistys@example.org',
      organisation: undefined,
      categories: ['CONTACT_DETAILS'],
    });
    await town.grounds(client, draft.body.id, givenNow());
    const sent = await town.sends(client, draft.body.id);
    const courier = courierOf(town);
    await courier.run();
    const link = /\/r\/(\S+)/u.exec(courier.mails.at(-1)?.text ?? '')?.[1] ?? '';
    const looked = await town.fromStreet(referralsRoutes.openReferralLink, {
      parameters: { link },
      body: { phoneCode: sent.body.phoneCode ?? '' },
    });
    expect(looked.status, looked.text).toBe(200);
    const { looks } = await looksOf(town, client);
    const given = { to: 'Testiyhdistys', categories: ['CONTACT_DETAILS'] };
    const worker = town.tenant.staff[0]?.name;
    expect(looks).toContainEqual(
      expect.objectContaining({
        action: 'SEND_REFERRAL',
        name: worker,
        disclosed: { ...given, byReceiver: false },
      }),
    );
    expect(looks).toContainEqual(
      expect.objectContaining({
        action: 'VIEW_REFERRAL_BY_LINK',
        name: worker,
        disclosed: { ...given, byReceiver: true },
      }),
    );
  });
});
