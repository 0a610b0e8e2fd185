import { isBookable } from '@ohjaamo/shared/booking/offer.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { missingTexts } from '@ohjaamo/shared/onboarding/checklist.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { MunicipalityView } from '@ohjaamo/shared/onboarding/live.ts';
import { openOrganisations, type Service, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import { readBeginning } from '../../tenants/index.ts';
import type { OnboardingPorts } from '../ports.ts';
import { isPublished } from '../published.ts';
import { versionOf } from './standing.ts';

/**
 * What an administrator changes of an open municipality, with the version of each thing and what lacks a language. Reads the names and
 * the slug.
 */
export function readMunicipality({
  network,
}: OnboardingPorts): UseCase<typeof onboardingRoutes.readMunicipality> {
  return async ({ scope, clock }) => {
    const read = await readBeginning(scope, true);
    if (!read) throw new Error('The tenant has no profile');
    const published = await isPublished(network, scope, read.tenant);
    const today = localDate(currentMinute(clock), read.tenant.profile.zone);
    return succeed({ body: { published, today, ...namesOf(read.tenant) } });
  };
}

function namesOf(tenant: Tenant): Omit<MunicipalityView, 'published' | 'today'> {
  const { profile, services, sites, staff } = tenant;
  const { slug, name, languages, comingLanguages: coming = [], branding } = profile;
  return {
    ...{ slug, name, languages, coming },
    lacking: missingTexts({ ...tenant, profile: { ...profile, languages: [...languages, ...coming] } }),
    services: services.map(serviceView),
    sites: sites.map((each) => {
      const { id, kind, address, closedFrom } = each;
      return {
        ...{ version: versionOf(each), id, slug: each.slug, kind, name: each.name, address },
        ...(closedFrom !== undefined && { closedFrom }),
      };
    }),
    organisations: openOrganisations(tenant).map(({ code, name: own }) => ({ code, name: own })),
    workers: staff.map(({ id, name: own, title }) => ({ id, name: own, title })),
    ...(branding && { accent: branding.accent }),
  };
}

function serviceView(service: Service): MunicipalityView['services'][number] {
  const { code, name, lengthMinutes, bufferBeforeMinutes, bufferAfterMinutes } = service;
  const { bookingMode, minimumIdentification, hoursFor, channels, staff, retired = false } = service;
  return {
    ...{ version: versionOf(service), code, name, lengthMinutes, bufferBeforeMinutes, bufferAfterMinutes },
    ...{ bookingMode, minimumIdentification, hoursFor, channels, staff, retired },
    bookable: isBookable(service),
  };
}
