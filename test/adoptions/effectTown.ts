import { randomIds, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import type { UseEffect, UseWish } from '@ohjaamo/shared/adoptions/useRoutes.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { Person } from '../support/workTown.ts';
import { texts } from '../templates/given.ts';
import { ownName } from '../templates/libraryTown.ts';
import { practiceTown } from './practiceTown.ts';

const { adoptTemplate, previewUse, readAdoption, takeIntoUse } = adoptionsRoutes;

/** A town that has adopted a practice, with the hands to take it into use. */
export async function effectTown(of: Pick<TemplateVersion, 'kind' | 'content'>) {
  const practice = await practiceTown();
  const { town, publish } = practice;
  const name = ownName();
  const address = await publish(texts(name, of));
  const adopted = await town.as('admin', adoptTemplate, { body: { address, left: [] } });
  if (adopted.status !== 201) throw new Error(adopted.text);
  const parameters = { kind: of.kind, name };
  const preview = (wish: UseWish = {}, as: Person = 'admin') =>
    town.as(as, previewUse, { parameters, body: wish });
  return {
    ...practice,
    parameters,
    planAt: async (site: SiteId) =>
      (await town.as('manager', scheduleRoutes.readSitePlan, { query: { site } })).body,
    /** The days of a week as the page of the main site shows them. */
    async daysOf(isoWeek: string) {
      const page = await town.fromStreet(scheduleRoutes.readSitePage, { query: { week: isoWeek } });
      return page.body.week.days;
    },
    page: async () => (await town.fromStreet(scheduleRoutes.readSitePage, {})).body,
    preview,
    /** Takes the copy into use as it is previewed at this moment. */
    async take(wish: UseWish = {}, useId = randomIds.id(20)) {
      const { mark } = (await preview(wish)).body;
      return town.as('admin', takeIntoUse, { parameters, body: { useId, mark, ...wish } });
    },
    takeAs: (mark: string, wish: UseWish = {}, useId = randomIds.id(20)) =>
      town.as('manager', takeIntoUse, { parameters, body: { useId, mark, ...wish } }),
    copy: async () => (await town.as('admin', readAdoption, { parameters })).body,
  };
}

/** The effect of a preview, as the kind that a test is about. */
export function effectOf<W extends UseEffect['what']>(
  what: W,
  { body }: { readonly body: { readonly effect: UseEffect } },
): Extract<UseEffect, { what: W }> {
  if (body.effect.what !== what) throw new Error(`It is ${body.effect.what}`);
  return body.effect as Extract<UseEffect, { what: W }>;
}
