import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { addressOf, type TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { caseViews } from '../../web/src/cases/caseViews.ts';
import { expect, expectAccessible, expectFits, openClient, signIn, stack, test } from './support.ts';

const site = 'rovaniemi/rovaniemi';
const nobody = '0'.repeat(20);
const model = 'shared/templates/content/street-level-multi-sector-house.json';
/** The address of an operating model that the service comes with. */
const shippedModel = await addressOf(JSON.parse(readFileSync(join(root, model), 'utf8')) as TemplateVersion);

/** Every page that an address alone opens, by its file: who looks at it, and where it stands behind the language. */
const byAddress: Readonly<Record<string, { readonly as?: string; readonly at: string }>> = {
  '[lang]/index.astro': { at: '' },
  '[lang]/help.astro': { at: '/help' },
  '[lang]/privacy.astro': { at: '/privacy' },
  '[lang]/accessibility.astro': { at: '/accessibility' },
  '[lang]/sign-in.astro': { at: '/sign-in?why=required' },
  '[lang]/unavailable.astro': { at: '/unavailable' },
  '[lang]/[...rest].astro': { at: '/nothing/of/this/name/here' },
  '[lang]/form-refused.astro': { at: '/form-refused' },
  '[lang]/session-over.astro': { at: '/session-over' },
  '[lang]/invitation/[invitation].astro': { at: `/invitation/${'A'.repeat(43)}` },
  '[lang]/[tenant]/[site]/index.astro': { at: `/${site}` },
  '[lang]/[tenant]/[site]/message.astro': { at: `/${site}/message` },
  '[lang]/[tenant]/[site]/map.astro': { at: `/${site}/map` },
  '[lang]/[tenant]/[site]/call-back.astro': { at: `/${site}/call-back` },
  '[lang]/[tenant]/[site]/book/index.astro': { at: `/${site}/book` },
  '[lang]/[tenant]/[site]/book/times.astro': { at: `/${site}/book/times?service=STUDY` },
  '[lang]/[tenant]/[site]/book/wait.astro': { at: `/${site}/book/wait?service=STUDY` },
  '[lang]/desk/book.astro': { as: 'r03@rovaniemi.example', at: '/desk/book?service=STUDY' },
  '[lang]/staff-hours.astro': { as: 'h01@helsinki.example', at: '/staff-hours' },
  '[lang]/services-nearby.astro': { as: 'r03@rovaniemi.example', at: '/services-nearby' },
  '[lang]/catalogue.astro': { as: 'r01@rovaniemi.example', at: '/catalogue' },
  '[lang]/regional.astro': { as: 'r01@rovaniemi.example', at: '/regional' },
  '[lang]/desk/nearby/[opening].astro': { as: 'r03@rovaniemi.example', at: `/desk/nearby/${nobody}` },
  '[lang]/[tenant]/[site]/nearby/[opening].astro': { at: `/${site}/nearby/${nobody}` },
  '[lang]/[tenant]/[site]/nearby/groups/[opening].astro': { at: `/${site}/nearby/groups/${nobody}` },
  '[lang]/groups/nearby/[opening].astro': { as: 'r03@rovaniemi.example', at: `/groups/nearby/${nobody}` },
  '[lang]/desk/attention.astro': { as: 'r03@rovaniemi.example', at: '/desk/attention' },
  '[lang]/desk/booking/[booking].astro': { as: 'r03@rovaniemi.example', at: `/desk/booking/${nobody}` },
  '[lang]/desk/booking/[booking]/move.astro': {
    as: 'r03@rovaniemi.example',
    at: `/desk/booking/${nobody}/move`,
  },
  '[lang]/desk/no-time.astro': { as: 'r03@rovaniemi.example', at: '/desk/no-time?service=STUDY' },
  '[lang]/[tenant]/[site]/line.astro': { at: `/${site}/line` },
  '[lang]/[tenant]/[site]/poster.astro': { at: `/${site}/poster` },
  '[lang]/[tenant]/[site]/kiosk.astro': { at: `/${site}/kiosk` },
  '[lang]/t/[link].astro': { at: `/t/${nobody}` },
  '[lang]/display/[link].astro': { at: `/display/${nobody}` },
  '[lang]/line.astro': { as: 'r03@rovaniemi.example', at: '/line' },
  '[lang]/displays.astro': { as: 'r01@rovaniemi.example', at: '/displays' },
  '[lang]/desk/index.astro': { as: 'r03@rovaniemi.example', at: '/desk' },
  '[lang]/desk/waiting.astro': { as: 'r03@rovaniemi.example', at: '/desk/waiting' },
  '[lang]/desk/contact/offline.astro': { at: '/desk/contact/offline' },
  '[lang]/desk/contact.astro': { as: 'r03@rovaniemi.example', at: '/desk/contact' },
  '[lang]/messages/index.astro': { as: 'r03@rovaniemi.example', at: '/messages' },
  '[lang]/messages/calls.astro': { as: 'r03@rovaniemi.example', at: '/messages/calls' },
  '[lang]/messages/call.astro': { as: 'r03@rovaniemi.example', at: '/messages/call' },
  '[lang]/messages/[thread].astro': { as: 'r03@rovaniemi.example', at: `/messages/${nobody}` },
  '[lang]/people/index.astro': { as: 'r03@rovaniemi.example', at: '/people' },
  '[lang]/people/search.astro': { as: 'r03@rovaniemi.example', at: '/people/search' },
  '[lang]/people/[client]/records.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}/records` },
  '[lang]/people/[client]/course.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}/course` },
  '[lang]/our-municipality/index.astro': { as: 'r01@rovaniemi.example', at: '/our-municipality' },
  '[lang]/our-municipality/services/[service].astro': {
    as: 'r01@rovaniemi.example',
    at: '/our-municipality/services/INDIV',
  },
  '[lang]/our-municipality/sites/[site].astro': {
    as: 'r01@rovaniemi.example',
    at: '/our-municipality/sites/new',
  },
  '[lang]/setup/index.astro': { as: 'r01@rovaniemi.example', at: '/setup' },
  '[lang]/setup/[step].astro': { as: 'r01@rovaniemi.example', at: '/setup/branding' },
  '[lang]/setup/preview.astro': { as: 'r01@rovaniemi.example', at: '/setup/preview' },
  '[lang]/retention.astro': { as: 'r01@rovaniemi.example', at: '/retention' },
  '[lang]/[tenant]/me/index.astro': { at: '/rovaniemi/me' },
  '[lang]/[tenant]/me/correction.astro': { at: '/rovaniemi/me/correction' },
  '[lang]/[tenant]/me/restriction.astro': { at: '/rovaniemi/me/restriction' },
  '[lang]/[tenant]/me/looks.astro': { at: '/rovaniemi/me/looks' },
  '[lang]/[tenant]/me/everything.astro': { at: '/rovaniemi/me/everything' },
  '[lang]/people/[client]/rights.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}/rights` },
  '[lang]/people/[client]/copy.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}/copy` },
  '[lang]/people/[client]/referrals/index.astro': {
    as: 'r03@rovaniemi.example',
    at: `/people/${nobody}/referrals`,
  },
  '[lang]/people/[client]/referrals/new.astro': {
    as: 'r03@rovaniemi.example',
    at: `/people/${nobody}/referrals/new`,
  },
  '[lang]/people/[client]/referrals/[referral].astro': {
    as: 'r03@rovaniemi.example',
    at: `/people/${nobody}/referrals/${nobody}`,
  },
  '[lang]/referrals/index.astro': { as: 'r03@rovaniemi.example', at: '/referrals' },
  '[lang]/referrals/[referral].astro': { as: 'r03@rovaniemi.example', at: `/referrals/${nobody}` },
  '[lang]/people/new.astro': { as: 'r03@rovaniemi.example', at: '/people/new' },
  '[lang]/people/[client]/consents.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}/consents` },
  '[lang]/people/[client]/notes/[note].astro': {
    as: 'r03@rovaniemi.example',
    at: `/people/${nobody}/notes/${nobody}`,
  },
  '[lang]/people/[client]/index.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}` },
  '[lang]/people/[client]/person.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}/person` },
  '[lang]/people/[client]/guardian.astro': {
    as: 'r03@rovaniemi.example',
    at: `/people/${nobody}/guardian`,
  },
  '[lang]/employers/index.astro': { as: 'r03@rovaniemi.example', at: '/employers' },
  '[lang]/employers/[employer].astro': { as: 'r03@rovaniemi.example', at: `/employers/${nobody}` },
  '[lang]/people/[client]/work/index.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}/work` },
  '[lang]/people/[client]/work/[trial]/index.astro': {
    as: 'r03@rovaniemi.example',
    at: `/people/${nobody}/work/${nobody}`,
  },
  '[lang]/people/[client]/work/[trial]/sheet.astro': {
    as: 'r03@rovaniemi.example',
    at: `/people/${nobody}/work/${nobody}/sheet`,
  },
  '[lang]/people/[client]/outreach.astro': { as: 'r07@rovaniemi.example', at: `/people/${nobody}/outreach` },
  '[lang]/outreach/index.astro': { as: 'r07@rovaniemi.example', at: '/outreach' },
  '[lang]/outreach/new.astro': { as: 'r07@rovaniemi.example', at: '/outreach/new' },
  '[lang]/outreach/[notification].astro': { as: 'r07@rovaniemi.example', at: `/outreach/${nobody}` },
  '[lang]/people/[client]/plan.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}/plan` },
  '[lang]/people/[client]/maps/index.astro': { as: 'r03@rovaniemi.example', at: `/people/${nobody}/maps` },
  '[lang]/people/[client]/maps/[map].astro': {
    as: 'r03@rovaniemi.example',
    at: `/people/${nobody}/maps/${nobody}`,
  },
  '[lang]/people/[client]/maps/compare.astro': {
    as: 'r03@rovaniemi.example',
    at: `/people/${nobody}/maps/compare`,
  },
  '[lang]/calendar/index.astro': { as: 'r01@rovaniemi.example', at: '/calendar' },
  '[lang]/calendar/rooms.astro': { as: 'r01@rovaniemi.example', at: '/calendar/rooms' },
  '[lang]/calendar/rule.astro': { as: 'r01@rovaniemi.example', at: '/calendar/rule' },
  '[lang]/calendar/absence.astro': { as: 'r01@rovaniemi.example', at: '/calendar/absence' },
  '[lang]/calendar/hours.astro': { as: 'r01@rovaniemi.example', at: '/calendar/hours' },
  '[lang]/calendar/exceptions.astro': { as: 'r01@rovaniemi.example', at: '/calendar/exceptions' },
  '[lang]/calendar/copy.astro': { as: 'r01@rovaniemi.example', at: '/calendar/copy' },
  '[lang]/my-calendar/index.astro': { as: 'r03@rovaniemi.example', at: '/my-calendar' },
  '[lang]/my-calendar/lend.astro': { as: 'r13@rovaniemi.example', at: '/my-calendar/lend' },
  '[lang]/[tenant]/[site]/groups/index.astro': { at: `/${site}/groups` },
  '[lang]/groups/index.astro': { as: 'r03@rovaniemi.example', at: '/groups' },
  '[lang]/groups/new.astro': { as: 'r03@rovaniemi.example', at: '/groups/new' },
  '[lang]/[tenant]/[site]/feedback.astro': { at: `/${site}/feedback` },
  '[lang]/f/[link].astro': { at: `/f/${nobody}` },
  '[lang]/feedback/index.astro': { as: 'r01@rovaniemi.example', at: '/feedback' },
  '[lang]/feedback/asking.astro': { as: 'r01@rovaniemi.example', at: '/feedback/asking' },
  '[lang]/feedback/paper.astro': { as: 'r01@rovaniemi.example', at: '/feedback/paper' },
  '[lang]/feedback/screening.astro': { as: 'r01@rovaniemi.example', at: '/feedback/screening' },
  '[lang]/figures.astro': { as: 'r03@rovaniemi.example', at: '/figures' },
  '[lang]/figures/quality.astro': { as: 'r01@rovaniemi.example', at: '/figures/quality' },
  '[lang]/figures/report.astro': { as: 'r01@rovaniemi.example', at: '/figures/report' },
  '[lang]/settings.astro': { as: 'r01@rovaniemi.example', at: '/settings' },
  '[lang]/agreement.astro': { as: 'r01@rovaniemi.example', at: '/agreement' },
  '[lang]/duty/index.astro': { as: 'r01@rovaniemi.example', at: '/duty' },
  '[lang]/duty/shifts.astro': { as: 'r01@rovaniemi.example', at: '/duty/shifts' },
  '[lang]/duty/areas.astro': { as: 'r01@rovaniemi.example', at: '/duty/areas' },
  '[lang]/duty/skills.astro': { as: 'r01@rovaniemi.example', at: '/duty/skills' },
  '[lang]/refused.astro': { as: 'r03@rovaniemi.example', at: '/audit' },
  '[lang]/invitation/welcome.astro': { as: 'r01@rovaniemi.example', at: '/invitation/welcome' },
  '[lang]/instruments.astro': { as: 'r01@rovaniemi.example', at: '/instruments' },
  '[lang]/workers/invite.astro': { as: 'r01@rovaniemi.example', at: '/workers/invite' },
  '[lang]/workers/[worker].astro': { as: 'r01@rovaniemi.example', at: `/workers/${nobody}` },
  '[lang]/municipality.astro': { as: 'r01@rovaniemi.example', at: '/municipality' },
  '[lang]/workers.astro': { as: 'r01@rovaniemi.example', at: '/workers' },
  '[lang]/access.astro': { as: 'r01@rovaniemi.example', at: '/access' },
  '[lang]/audit.astro': { as: 'r01@rovaniemi.example', at: '/audit' },
  '[lang]/network.astro': { as: 'network@network.example', at: '/network' },
  '[lang]/practice/index.astro': { as: 'r01@rovaniemi.example', at: '/practice' },
  '[lang]/how-we-work.astro': { as: 'r01@rovaniemi.example', at: '/how-we-work' },
  '[lang]/practice/trials/index.astro': { as: 'r01@rovaniemi.example', at: '/practice/trials' },
  '[lang]/practice/trials/new.astro': { as: 'r01@rovaniemi.example', at: '/practice/trials/new' },
  '[lang]/templates/lessons.astro': { as: 'r03@rovaniemi.example', at: '/templates/lessons' },
  '[lang]/practice/adopt.astro': {
    as: 'r01@rovaniemi.example',
    at: `/practice/adopt?version=${shippedModel}`,
  },
  '[lang]/templates/index.astro': { as: 'r03@rovaniemi.example', at: '/templates?words=ohjaamo' },
  '[lang]/templates/review.astro': { as: 'network@network.example', at: '/templates/review' },
  '[lang]/templates/[address]/index.astro': {
    as: 'r03@rovaniemi.example',
    at: `/templates/${shippedModel}`,
  },
  '[lang]/platform.astro': { as: 'operator@platform.example', at: '/platform' },
  '[lang]/platform/[municipality].astro': { as: 'operator@platform.example', at: '/platform/rovaniemi' },
  '[lang]/paused.astro': { at: '/paused' },
};

/** Pages that are reached another way: by steps of the tests below, or shown in place of others. */
const otherwise = [
  '[lang]/[tenant]/[site]/book/details.astro',
  '[lang]/b/[link]/change.astro',
  '[lang]/b/[link]/index.astro',
  '[lang]/invitation-answer/[link].astro',
  // Walked through in the tests of the groups.
  '[lang]/[tenant]/[site]/groups/[group].astro',
  '[lang]/g/[link]/index.astro',
  '[lang]/groups/[group]/index.astro',
  '[lang]/groups/[group]/[meeting].astro',
  '[lang]/w/[link]/index.astro',
  '[lang]/r/[link].astro',
  // Walked through in the story of practice, with a copy and a merge in every language.
  '[lang]/practice/[kind]/[name]/index.astro',
  '[lang]/practice/[kind]/[name]/merge.astro',
  '[lang]/practice/[kind]/[name]/use.astro',
  '[lang]/practice/trials/[trial].astro',
  // Send on to the directory.
  'index.astro',
  '[lang]/[tenant]/index.astro',
  // The same view as `[...rest]` and `unavailable`, for addresses without a language and for faults of the pages themselves.
  '404.astro',
  '500.astro',
];

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
}

test('8 · no page is forgotten here', () => {
  const folder = join(root, 'web/src/pages');
  const files = readdirSync(folder, { recursive: true }).map(String);
  expect([...Object.keys(byAddress), ...otherwise].sort()).toEqual(
    files.filter((file) => file.endsWith('.astro')).sort(),
  );
});

/**
 * Whether a page is looked at closely in a language. What everybody may open is, in each; the pages of work have the same
 * parts in every language and nothing but the words differs, so each of them is in one, in turn.
 */
function looksClosely(viewer: string | undefined, page: number, language: number): boolean {
  return viewer === undefined || page % languages.length === language;
}

const viewers = new Set(Object.values(byAddress).map(({ as }) => as));
for (const viewer of viewers) {
  test(`8 · every page of ${viewer ?? 'everybody'} stands in every language and is accessible`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    if (viewer) await signIn(page, viewer);
    const addresses = Object.values(byAddress).filter(({ as }) => as === viewer);
    const answers = new Map<string, number | undefined>();
    for (const [number, language] of languages.entries()) {
      for (const [position, { at }] of addresses.entries()) {
        const status = (await page.goto(`/${language}${at}`))?.status();
        if (number === 0) answers.set(at, status);
        expect(status, at).toBe(answers.get(at));
        await expect(page.locator('html'), at).toHaveAttribute('lang', language);
        await expectFits(page);
        if (looksClosely(viewer, position, number)) await expectAccessible(page);
      }
    }
  });
}

for (const language of languages) {
  test(`8 · the way of a booking is accessible in ${language}`, async ({ page }) => {
    await page.goto(`/${language}/${site}/book/times?service=HOUSING`);
    await page.locator('.time').last().click();
    await expect(page.locator('.your-time__kept')).toBeVisible();
    await expectGood(page);
    await page.locator('button[value=anonymous]').click();
    await expect(page.locator('.keep__link')).toBeVisible();
    await expectGood(page);
    const booking = page.url().split('?')[0] ?? '';
    await page.goto(`${booking}/change`);
    await expectGood(page);
    await page.locator('.time').first().click();
    await expectGood(page);
    await page.goto(booking);
    await page.locator('button[value=cancel]').click();
    await expect(page.locator('button[value=restore]')).toBeVisible();
    await expectGood(page);
  });

  test(`8 · the second step of signing in is accessible in ${language}`, async ({ page }) => {
    const user = stack().users.find(({ email }) => email === 'r04@rovaniemi.example');
    await page.goto(`/${language}/sign-in`);
    await page.locator('input[name=email]').fill(user?.email ?? '');
    await page.locator('input[name=password]').fill(user?.password ?? '');
    await page.getByRole('main').getByRole('button').click();
    await expect(page.locator('input[name=code]')).toBeVisible();
    await expectGood(page);
  });
}

test('8 · a name of one long word breaks no page of a case, nor a list that it stands in', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const name = `Testi${'w'.repeat(90)}`;
  await signIn(page, 'r02@rovaniemi.example');
  const client = await openClient(page, name);
  const ofCase = Object.values(caseViews).map(({ path }) => `/people/${client}/${path}`);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const at of [...ofCase, '/people', '/desk', `/people/search`]) {
      await page.goto(`/fi${at}`);
      await expectFits(page);
    }
  }
  // Every page of the case stands in one row of a phone, and in no more than two of a desk.
  const rows = () =>
    page
      .locator('.case-views a')
      .evaluateAll(
        (links) => new Set(links.map((link) => Math.round(link.getBoundingClientRect().top))).size,
      );
  await page.goto(`/fi/people/${client}`);
  expect(await rows()).toBeLessThanOrEqual(2);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await rows()).toBe(1);
});
