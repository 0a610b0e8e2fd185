import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { people } from '../support/workTown.ts';
import { courierOf, givenNow, referralTown, type ReferralTown } from './referralTown.ts';

const { readReferralLink, openReferralLink, answerReferralLink } = referralsRoutes;
const anything = z.record(z.string(), z.unknown());
/** A referral to an association that nobody of the house works for. */
const toAssociation: Parameters<ReferralTown['drafts']>[1] = {
  kind: 'OUTSIDE',
  name: 'Testiyhdistys',
  email: 'yhdistys@example.org',
  organisation: undefined,
  categories: ['CONTACT_DETAILS'],
};

/** A town that has sent a referral to an association, with what the association has: the link of its mail and the code. */
async function townAndLink(given: Parameters<ReferralTown['grounds']>[2] = givenNow()) {
  const town = await referralTown();
  const client = await town.client();
  const draft = await town.drafts(client, toAssociation);
  const { id } = draft.body;
  await town.grounds(client, id, given);
  const sent = await town.sends(client, id);
  if (sent.status !== 200) throw new Error(sent.text);
  const courier = courierOf(town);
  await courier.run();
  return {
    town,
    client,
    id,
    consent: given.consentId ?? '',
    code: sent.body.phoneCode ?? '',
    courier,
    link: linkOf(courier.mails.at(-1)?.text),
  };
}

function linkOf(text = ''): string {
  return /\/r\/(\S+)/u.exec(text)?.[1] ?? '';
}

function wrong(code: string): string {
  return String((Number(code) + 1) % 10 ** 8).padStart(8, '0');
}

const reads = (town: ReferralTown, link: string) =>
  town.fromStreet(readReferralLink, { parameters: { link } });
const opens = (town: ReferralTown, link: string, phoneCode: string) =>
  town.fromStreet(openReferralLink, { parameters: { link }, body: { phoneCode } });
const answers = (town: ReferralTown, link: string, phoneCode: string, body: Record<string, unknown>) =>
  town.fromStreet(answerReferralLink, { parameters: { link }, anyBody: { phoneCode, ...body } });
const stateOf = async (town: ReferralTown, client: Parameters<ReferralTown['referrals']>[0]) =>
  (await town.referrals(client)).referrals[0];

describe('The mail to a receiver without an account (L08)', () => {
  it('says that there is a referral, and names nobody', async () => {
    const { courier, code } = await townAndLink();
    expect(courier.mails).toHaveLength(1);
    const [mail] = courier.mails;
    expect(mail).toMatchObject({ to: 'yhdistys@example.org', subject: 'Sinulle on ohjaus' });
    for (const word of ['Tunturi', 'nuori@example.org', 'Asumistuki', code])
      expect(mail?.text).not.toContain(word);
  });

  it('is sent once, however often the courier goes, and again after the post was closed', async () => {
    const { town, client, id, courier } = await townAndLink();
    await courier.run();
    expect(courier.mails).toHaveLength(1);
    courier.post.closed = true;
    await town.sends(client, id);
    await expect(courier.run()).rejects.toThrow();
    courier.post.closed = false;
    await courier.run();
    await courier.run();
    expect(courier.mails).toHaveLength(2);
  });

  it('does not leave when the referral was taken back before', async () => {
    const town = await referralTown();
    const client = await town.client();
    const { body } = await town.drafts(client, toAssociation);
    await town.grounds(client, body.id, givenNow());
    await town.sends(client, body.id);
    await town.moves(client, body.id, { step: 'WITHDRAW' });
    const courier = courierOf(town);
    await courier.run();
    expect(courier.mails).toEqual([]);
  });
});

describe('The link and the code', () => {
  it('open one look at what was ticked, on the log as a disclosure', async () => {
    const { town, client, id, consent, code, link } = await townAndLink();
    const asked = await reads(town, link);
    expect(asked.body).toMatchObject({ state: 'ASKS_CODE', fromName: { fi: 'Nuorisopalvelut' } });
    expect(asked.text).not.toContain('Tunturi');
    const look = await opens(town, link, `${code.slice(0, 4)} ${code.slice(4)}`);
    expect(look.body).toMatchObject({
      sent: { name: 'Testi Tunturi', contact: { phone: '+358 40 0000000' }, parts: [] },
    });
    expect(await stateOf(town, client)).toMatchObject({ state: 'SEEN', linkState: 'USED' });
    expect(await town.trailOf(client)).toContainEqual(
      expect.objectContaining({
        ...{ action: 'VIEW_REFERRAL_BY_LINK', staffId: people.counsellor.id, consents: [consent] },
        disclosed: { record: id, categories: ['CONTACT_DETAILS'], to: 'Testiyhdistys' },
      }),
    );
    town.clock.set('2027-02-01T08:45+02:00');
    expect((await reads(town, link)).body.state).toBe('USED');
    const second = await opens(town, link, code);
    expect(second.problem.type).toBe('/problems/link-expired');
    expect(second.text).not.toContain('Tunturi');
  });

  it('of a referral that rests on a provision of law the log names the provision, as at the sending', async () => {
    const { town, client, id, code, link } = await townAndLink({ provision: '1285/2016 §11' });
    await opens(town, link, code);
    expect(await town.trailOf(client)).toContainEqual(
      expect.objectContaining({
        action: 'VIEW_REFERRAL_BY_LINK',
        disclosed: expect.objectContaining({ record: id, provision: '1285/2016 §11' }) as unknown,
      }),
    );
  });

  it('a slip of the form or another language does not end the look: for some minutes the code shows it again, as one disclosure', async () => {
    const { town, client, code, link } = await townAndLink();
    const first = await opens(town, link, code);
    town.clock.set('2027-02-01T08:44+02:00');
    expect((await reads(town, link)).body.state).toBe('ASKS_CODE');
    for (let more = 0; more < 6; more++) expect((await opens(town, link, code)).body).toEqual(first.body);
    const looks = (await town.trailOf(client)).filter(({ action }) => action === 'VIEW_REFERRAL_BY_LINK');
    expect(looks).toHaveLength(1);
    await answers(town, link, code, { step: 'ACCEPT' });
    expect((await opens(town, link, code)).problem.type).toBe('/problems/link-expired');
  });

  it('two looks at one time are one look', async () => {
    const { town, client, code, link } = await townAndLink();
    const looks = await Promise.all([opens(town, link, code), opens(town, link, code)]);
    expect(looks.map(({ status }) => status)).toContain(200);
    const told = (await town.trailOf(client)).filter(({ action }) => action === 'VIEW_REFERRAL_BY_LINK');
    expect(told).toHaveLength(1);
  });

  it('the code alone stands nowhere: neither on the row nor in a hash that digits could be tried against', async () => {
    const { town, id, code } = await townAndLink();
    const { cases, keys } = town.house.scope(town.tenantId, 'referrals');
    const row = await cases.get(keys.referralLink(id), anything);
    expect(JSON.stringify(row)).not.toContain(code);
    expect(JSON.stringify(row)).not.toMatch(/code/iu);
  });

  it('a wrong code counts; after five the right one opens nothing, until a new link is sent', async () => {
    const { town, client, id, code, link, courier } = await townAndLink();
    for (let tries = 0; tries < 5; tries++) {
      expect((await opens(town, link, wrong(code))).problem.type).toBe('/problems/credentials-rejected');
    }
    expect((await opens(town, link, code)).problem.type).toBe('/problems/too-many-attempts');
    expect((await stateOf(town, client))?.linkState).toBe('LOCKED');
    town.clock.set('2027-02-01T08:40+02:00');
    const again = await town.sends(client, id);
    await courier.run();
    const fresh = linkOf(courier.mails.at(-1)?.text);
    expect((await reads(town, link)).problem.type).toBe('/problems/link-not-found');
    expect(again.body.phoneCode).not.toBe(code);
    expect((await opens(town, fresh, again.body.phoneCode ?? '')).status).toBe(200);
  });

  it('tries at one time are all counted', async () => {
    const { town, code, link } = await townAndLink();
    const tries = await Promise.all(Array.from({ length: 8 }, () => opens(town, link, wrong(code))));
    expect(tries.filter(({ problem }) => problem.type === '/problems/credentials-rejected')).toHaveLength(5);
  });

  it('end after fourteen days, with the consent, and when it is taken back', async () => {
    const ended = async (act: (of: Awaited<ReturnType<typeof townAndLink>>) => unknown) => {
      const of = await townAndLink();
      await act(of);
      expect((await reads(of.town, of.link)).problem.type).toBe('/problems/link-expired');
      expect((await opens(of.town, of.link, of.code)).problem.type).toBe('/problems/link-expired');
    };
    await ended(({ town }) => {
      town.clock.set('2027-02-15T08:30+02:00');
    });
    await ended(({ town, client, consent }) => town.withdraws(client, consent));
    await ended(({ town, client, id }) => town.moves(client, id, { step: 'WITHDRAW' }));
  });

  it('are found by nobody who makes them up', async () => {
    const { town, link, id } = await townAndLink();
    const [tenant = ''] = link.split('.');
    for (const forged of [
      `${tenant}.${id}.${randomIds.secret(128)}`,
      `${tenant}.${randomIds.id(20)}.x`,
      tenant,
    ]) {
      expect((await reads(town, forged)).problem.type).toBe('/problems/link-not-found');
    }
  });
});

describe('The answer of a receiver without an account', () => {
  it('comes to the sender with its words, and again is the same answer', async () => {
    const { town, client, code, link } = await townAndLink();
    await opens(town, link, code);
    const answer = await answers(town, link, code, { step: 'ACCEPT', text: 'Soitamme huomenna' });
    expect(answer.body).toMatchObject({ state: 'ANSWERED' });
    expect((await answers(town, link, code, { step: 'ACCEPT', text: 'Soitamme huomenna' })).status).toBe(200);
    const referral = await stateOf(town, client);
    expect(referral).toMatchObject({ state: 'ACCEPTED', answer: { text: 'Soitamme huomenna' } });
    expect(referral?.history.filter(({ step }) => step === 'ACCEPT')).toHaveLength(1);
    expect(Object.values(await town.tasks(client))).toMatchObject([{ kind: 'REFERRAL_ANSWERED' }]);
  });

  it('can be a refusal with its reason without a look at anybody', async () => {
    const { town, client, code, link } = await townAndLink();
    expect((await answers(town, link, code, { step: 'DECLINE' })).problem.errors?.[0]?.pointer).toBe(
      '/body/reason',
    );
    await answers(town, link, code, { step: 'DECLINE', reason: 'OTHER_AREA' });
    expect(await stateOf(town, client)).toMatchObject({
      state: 'DECLINED',
      answer: { reason: 'OTHER_AREA' },
    });
    expect((await answers(town, link, code, { step: 'ACCEPT' })).problem.type).toBe(
      '/problems/state-conflict',
    );
  });

  it('needs the code', async () => {
    const { town, client, code, link } = await townAndLink();
    const refused = await answers(town, link, wrong(code), { step: 'ACCEPT' });
    expect(refused.problem.type).toBe('/problems/credentials-rejected');
    expect((await stateOf(town, client))?.state).toBe('SENT');
  });
});
