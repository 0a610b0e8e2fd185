import { isBookable } from '@ohjaamo/shared/booking/offer.ts';
import { inLanguage, type LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { nameFrom } from '@ohjaamo/shared/kernel/names.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { SetupKit } from '@ohjaamo/shared/onboarding/kit.ts';
import {
  goesByKit,
  type SetupStep,
  siteSlug,
  stepsAfterPublishing,
  type StepView,
  type ViewOf,
} from '@ohjaamo/shared/onboarding/steps.ts';
import { minutesOf, staffOf } from '@ohjaamo/shared/onboarding/week.ts';
import { undated } from '@ohjaamo/shared/schedule/datedHours.ts';
import { municipalityOf } from '@ohjaamo/shared/tenants/municipalities.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { chosenKit, kitsToChoose } from './kits.ts';
import type { OnboardingPorts } from './ports.ts';
import { isPublished } from './published.ts';
import { savedBy } from './readSetup.ts';
import { boundIn, readSetupRows, rememberedIn, type Setup } from './repository.ts';
import { sitesOfKit } from './siteStep.ts';

/** One step as its form begins: what stands, or what the kit proposes. */
export function readSetupStep({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.readSetupStep> {
  return async ({ request: { parameters }, scope }) => {
    const { step } = parameters;
    const setup = await readSetupRows(scope);
    const published = setup.publishedAt !== undefined || (await isPublished(network, scope, setup.tenant));
    const kit = await chosenKit(network, setup);
    if (!kit && goesByKit.includes(step) && !published) {
      return fail(problem('state-conflict', { conflicts: [{ reason: 'KIT_MISSING' }] }));
    }
    const row = setup.steps.get(step);
    return succeed({
      body: {
        version: row?.version ?? 0,
        ...savedBy(setup, row),
        live: published,
        closed: published && !stepsAfterPublishing.includes(step),
        view: await viewOf(network, step, setup, kit),
      },
    });
  };
}

function viewOf(
  network: Table,
  step: SetupStep,
  setup: Setup,
  kit: SetupKit | undefined,
): StepView | Promise<StepView> {
  switch (step) {
    case 'kit':
      return kitView(network, setup);
    case 'languages':
      return languagesView(setup);
    case 'sites':
      return sitesView(setup, kit);
    case 'organisations':
      return organisationsView(setup, kit);
    case 'people':
      return peopleView(setup, kit);
    case 'services':
      return servicesView(setup, kit);
    case 'calendar':
      return calendarView(setup, kit);
    case 'instruments':
      return instrumentsView(kit);
    case 'branding': {
      const { branding } = setup.tenant.profile;
      return { step, ...(branding && { accent: branding.accent }) };
    }
    case 'retention':
      return { step };
  }
}

async function kitView(network: Table, setup: Setup): Promise<ViewOf<'kit'>> {
  const chosen = rememberedIn(setup).kit;
  const kits = await kitsToChoose(network, chosen);
  return {
    step: 'kit',
    kits: kits.map(({ name, version, title, summary, source, people, sites, services, faults }) => ({
      ...{ name, version, title, summary, source, people },
      sites: sites.length,
      services: services.length,
      chosen: chosen?.name === name && chosen.version === version,
      faults: [...faults],
    })),
  };
}

function languagesView(setup: Setup): ViewOf<'languages'> {
  const { municipalityCode, name, languages, comingLanguages = [] } = setup.tenant.profile;
  const found = municipalityOf(municipalityCode);
  return {
    step: 'languages',
    municipalityCode,
    municipality: found.is === 'UNKNOWN' ? name : found.name,
    name,
    languages: [...languages, ...comingLanguages],
    bound: boundIn(setup),
  };
}

/** An address of the site's name, in the municipality's words; the kit's own key where none can be made. */
function proposedSlug(name: string, key: string): string {
  const made = siteSlug.safeParse(nameFrom(name).slice(0, 40).replace(/-$/u, ''));
  return made.success ? made.data : key;
}

function sitesView(setup: Setup, kit: SetupKit | undefined): ViewOf<'sites'> {
  const { profile } = setup.tenant;
  const standing = kit ? sitesOfKit(setup, kit) : new Map<string, never>();
  const saved = setup.steps.get('sites')?.saved !== undefined;
  return {
    step: 'sites',
    languages: profile.languages,
    sites: (kit?.sites ?? []).map(({ key, kind, name }) => {
      const site = standing.get(key);
      const hours = site ? (setup.plans.get(site.id)?.plan.hours ?? []) : [];
      return {
        ...{ key, kind },
        slug: site?.slug ?? proposedSlug(inLanguage(name, profile.languages[0] ?? 'fi'), key),
        name: site ? (saved ? site.name : completed(site.name, profile.languages)) : name,
        address: site?.address ?? '',
        hours: saved && site ? hours.map(undated) : (kit?.weeks.get(key)?.openings ?? []),
        taken: saved ? site !== undefined : true,
      };
    }),
  };
}

/** A name that the operator typed once: in every language the same until somebody says otherwise. */
function completed(name: LocalizedText, languages: readonly ('fi' | 'sv' | 'en')[]): LocalizedText {
  const any = name.fi ?? name.sv ?? name.en ?? '';
  return Object.fromEntries(languages.map((each) => [each, name[each] ?? any]));
}

function organisationsView(setup: Setup, kit: SetupKit | undefined): ViewOf<'organisations'> {
  const { tenant } = setup;
  const standing = tenant.organisations.map(({ code, name, type, runsSites, closedFrom }) => ({
    ...{ code, name, type, runsSites },
    stays: tenant.staff.some(({ organisation }) => organisation === code),
    closed: closedFrom !== undefined,
  }));
  const saved = setup.steps.get('organisations')?.saved !== undefined;
  const types = [...(kit?.weeks.values() ?? [])].flatMap(({ roles }) =>
    roles.map((role) => role.organisation),
  );
  const proposed = [...new Set(types)].filter((type) => standing.every((each) => each.type !== type));
  return {
    step: 'organisations',
    languages: [...tenant.profile.languages, ...(tenant.profile.comingLanguages ?? [])],
    organisations: [
      ...standing.filter(({ closed }) => !closed),
      ...(saved ? [] : proposed.map((type) => ({ name: {}, type, ...newcomer }))),
      ...standing.filter(({ closed }) => closed),
    ],
  };
}

/** Of an organisation that comes from elsewhere nobody sees more than what is agreed to. */
const newcomer = { runsSites: false, stays: false, closed: false };

function peopleView(setup: Setup, kit: SetupKit | undefined): ViewOf<'people'> {
  const roles = new Set([...(kit?.weeks.values() ?? [])].flatMap((week) => week.roles.map(({ key }) => key)));
  return { step: 'people', workers: setup.tenant.staff.length, roles: roles.size };
}

function servicesView(setup: Setup, kit: SetupKit | undefined): ViewOf<'services'> {
  const { tenant } = setup;
  const saved = setup.steps.get('services')?.saved !== undefined;
  const own = new Map(tenant.services.map((service) => [service.code, service]));
  return {
    step: 'services',
    languages: tenant.profile.languages,
    services: (kit?.services ?? []).map((service) => {
      const { code, name, ptvClasses, lengthMinutes } = own.get(service.code) ?? service;
      return {
        ...{ code, name, ptvClasses, lengthMinutes },
        bookable: isBookable(service),
        taken: saved ? own.has(code) : true,
      };
    }),
  };
}

function calendarView(setup: Setup, kit: SetupKit | undefined): ViewOf<'calendar'> {
  const { tenant } = setup;
  const taken = rememberedIn(setup).roles ?? [];
  const here = new Set(tenant.staff.map(({ id }) => id));
  const sites = kit ? [...sitesOfKit(setup, kit)] : [];
  return {
    step: 'calendar',
    workers: tenant.staff.map(({ id, name, title }) => ({ id, name, title })),
    sites: sites.flatMap(([key, site]) => {
      const week = kit?.weeks.get(key);
      if (!week) return [];
      const roles = week.roles.map((role) => ({
        ...{ key: role.key, title: role.title, places: role.workers },
        minutesPerWeek: minutesOf(week, role.key),
        booked: week.hours.some((hour) => hour.role === role.key && hour.mode === 'BOOKED'),
        staff: staffOf(taken, key, role.key).filter((each) => here.has(each)),
      }));
      return [{ key, id: site.id, name: site.name, roles, shifts: week.duty.length }];
    }),
  };
}

async function instrumentsView(kit: SetupKit | undefined): Promise<ViewOf<'instruments'>> {
  const { ownInstrument } = await import('@ohjaamo/shared/maps/ownInstrument.ts');
  return {
    step: 'instruments',
    instruments: (kit?.instruments ?? []).map(({ title, content }) => ({
      title,
      version: typeof content['version'] === 'string' ? content['version'] : '',
      // The service's own instrument is in use from the beginning.
      inUse: content['id'] === ownInstrument.id && content['version'] === ownInstrument.version,
    })),
  };
}
