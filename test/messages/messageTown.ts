import { messagesHandler } from '@ohjaamo/functions/messages/dispatch.ts';
import { callId, messageId, randomIds, threadId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { newThreadCode } from '@ohjaamo/shared/messages/threadCode.ts';
import { indexes } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import * as z from 'zod';
import { call, seedTenant, type TestAnswer, type TestCall, testClock, testHouse } from '../support/house.ts';
import { hours, plan, site, staffMember, town, worker } from '../support/schedule.ts';

/** Tuesday at two: the chat is open from one to four. */
export const IN_CHAT_HOURS = '2027-02-02T14:00+02:00';
export const BEFORE_CHAT = '2027-02-02T12:00+02:00';

export const people = {
  counsellor: { id: worker(1), roles: ['COUNSELLOR'] },
  colleague: { id: worker(2), roles: ['OUTREACH_WORKER'] },
  manager: { id: worker(3), roles: ['SITE_MANAGER'] },
} as const;
export type Person = keyof typeof people;

/** A worker whom another organisation lends. */
export const PARTNER = worker(9);

/** A code as the page makes one. */
export function anyCode(): string {
  return newThreadCode((count) => crypto.getRandomValues(new Uint8Array(count)));
}

export const newMessage = () => messageId.parse(randomIds.id(20));
export const newCall = () => callId.parse(randomIds.id(20));

const auditRow = z.object({ action: z.string(), outcome: z.string(), subject: z.string().optional() });

/** A town whose main site answers telephone and chat, with the module in front of it. */
export async function messageTown(now: string = IN_CHAT_HOURS) {
  const clock = testClock(now);
  const roles = { memberRole: 'messages', streetRole: 'writer' } as const;
  const house = testHouse(clock, roles);
  const main = site('verkko');
  const second = site('keskusta', { kind: 'SATELLITE' });
  const tenant = town({
    staff: [...Object.values(people).map(({ id }) => staffMember(id)), staffMember(PARTNER, 'KELA')],
    sites: [main, second],
  });
  const sitePlan = plan({
    hours: [hours('CHAT', 'TUE', '13:00', '16:00'), hours('PHONE', 'TUE', '09:00', '15:00')],
  });
  const tenantId = await seedTenant(house, tenant, [{ siteId: main.id, plan: sitePlan }]);
  const handler = messagesHandler(house);
  const parameters = { tenantSlug: tenant.profile.slug, siteSlug: main.slug };

  const actor = (person: Person): Actor => ({
    realm: 'tenant',
    subject: `subject-of-${person}`,
    tenantId,
    staffId: people[person].id,
    roles: [...people[person].roles],
  });
  const as = <R extends Route>(person: Person, route: R, request: TestCall<R> = {}): Promise<TestAnswer<R>> =>
    call(handler, route, { ...request, actor: actor(person) });

  /** A browser: it keeps the cookie that it is given, as browsers do. */
  function browser() {
    let cookie = '';
    return {
      get cookie() {
        return cookie;
      },
      set cookie(value: string) {
        cookie = value;
      },
      async send<R extends Route>(route: R, request: TestCall<R> = {}): Promise<TestAnswer<R>> {
        const answer = await call(handler, route, {
          parameters: parameters as never,
          ...request,
          headers: { ...(cookie && { cookie }), ...request.headers },
        });
        const set = answer.cookies.find((each) => each.startsWith('__Host-thread='));
        if (set) cookie = set.includes('Max-Age=0') ? '' : (set.split(';')[0] ?? '');
        return answer;
      },
    };
  }

  return {
    clock,
    house,
    tenant,
    tenantId,
    main,
    second,
    parameters,
    as,
    browser,
    /** Somebody writes without a name; gives the browser, the code and the thread's id as its workers see it. */
    async writes(text = 'Hei, en tiedä mistä aloittaa.', code = anyCode()) {
      const young = browser();
      const known = new Set(
        (await as('counsellor', messagesRoutes.listThreads)).body.threads.map(({ id }) => id),
      );
      const body = { code, messageId: newMessage(), text, language: 'fi' as const, shared: false };
      const answer = await young.send(messagesRoutes.startThread, { body });
      if (answer.status !== 201) throw new Error(`Not written: ${answer.text}`);
      const { threads } = (await as('counsellor', messagesRoutes.listThreads)).body;
      const id = threadId.parse(threads.find((each) => !known.has(each.id))?.id);
      return { young, code, id, body };
    },
    /** The rows of the trail about a subject. */
    async trailOf(subject: string) {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      return (await audit.query(keys.auditSubject(subject, '').subjectPk, auditRow, {}, indexes.audit)).items;
    },
  };
}

export type MessageTown = Awaited<ReturnType<typeof messageTown>>;
