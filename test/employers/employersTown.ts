import { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { clientId, employerId, episodeId, placeId, randomIds, trialId } from '@ohjaamo/shared/kernel/ids.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type * as z from 'zod';
import { consentForm } from '../cases/caseTown.ts';
import { people, type Person, workTown } from '../support/workTown.ts';

type PlanForm = z.input<typeof employersRoutes.planTrial.body>;
type PlaceForm = z.input<typeof employersRoutes.savePlace.body>;
type Move = z.input<typeof employersRoutes.moveTrial.body>;

export const newTrial = () => trialId.parse(randomIds.id(20));

/** A plan of two months of a work trial, as the form sends one. */
export function planForm(parts: Partial<PlanForm> = {}): PlanForm {
  return {
    ...{ trialId: newTrial(), employer: 'Kauppa', supervisor: 'Esihenkilö' },
    ...{ start: '2027-02-08', end: '2027-04-07', hoursPerDay: 6, daysPerWeek: 5, payer: 'KELA' },
    ...{ tasks: 'Hyllytys ja kassa', goals: 'Kokeilla, sopiiko ala' },
    ...{ noCompetition: true, drugTestClear: true, childrenClear: true },
    ...parts,
  };
}

/** A place of a work trial in the shop. */
export function placeForm(parts: Partial<PlaceForm> = {}): PlaceForm {
  return {
    ...{ placeId: placeId.parse(randomIds.id(20)), version: 0, kind: 'WORK_TRIAL', field: 'SALES_SERVICE' },
    ...{ title: 'Kaupan apulainen', municipality: 'Rovaniemi', hoursPerWeek: 30, languages: ['fi'] },
    ...{ startsOn: '2027-03-01', openUntil: '2027-02-28', seats: 2 },
    ...parts,
  };
}

/** A town with a client of 24 whose named worker is the counsellor, and an employer. */
export async function employersTown(birthDate = '2002-09-09') {
  const town = await workTown();
  const client = clientId.parse(randomIds.id(20));
  const opened = await town.as('counsellor', casesRoutes.openClient, {
    body: {
      ...{ clientId: client, episodeId: episodeId.parse(randomIds.id(20)), displayName: 'Testi Kaisla' },
      ...{ identification: 'STAFF_VERIFIED', birthDate, contactLanguage: 'fi' },
      ...{ routeIn: 'SELF', mainActivity: 'UNEMPLOYED_JOBSEEKER' },
    },
  });
  if (opened.status !== 201) throw new Error(opened.text);
  const parameters = { clientId: client };
  const employer = employerId.parse(randomIds.id(20));
  const saved = await town.as('counsellor', employersRoutes.saveEmployer, {
    body: {
      ...{ employerId: employer, version: 0, name: 'Kauppa', municipality: 'Rovaniemi' },
      contacts: [{ name: 'Testi Esihenkilö', phone: '040 7654321' }],
    },
  });
  if (saved.status !== 201) throw new Error(saved.text);
  return {
    ...town,
    client,
    employer,
    parameters,
    plan: (body: PlanForm, person: Person = 'counsellor') =>
      town.as(person, employersRoutes.planTrial, { parameters, body }),
    earlier: (start: string, end: string) =>
      town.as('counsellor', employersRoutes.recordEarlierTrial, {
        parameters,
        body: { trialId: newTrial(), start, end },
      }),
    move: (id: ReturnType<typeof newTrial>, body: Move) =>
      town.as('counsellor', employersRoutes.moveTrial, { parameters: { ...parameters, trialId: id }, body }),
    mark: (id: ReturnType<typeof newTrial>, body: z.input<typeof employersRoutes.markTrialDay.body>) =>
      town.as('counsellor', employersRoutes.markTrialDay, {
        parameters: { ...parameters, trialId: id },
        body,
      }),
    work: async (person: Person = 'counsellor') => town.as(person, employersRoutes.readWork, { parameters }),
    place: (body: PlaceForm) =>
      town.as('counsellor', employersRoutes.savePlace, { parameters: { employerId: employer }, body }),
  };
}

type EmployersTown = Awaited<ReturnType<typeof employersTown>>;

/** Gives the case to the partner, who opens it. */
export async function givePartner(town: EmployersTown) {
  const answer = await town.as('counsellor', casesRoutes.assignWorker, {
    parameters: town.parameters,
    body: { staffId: people.partner.id, part: 'TEAM', reason: 'Etuudet yhdessä' },
  });
  if (answer.status !== 200) throw new Error(answer.text);
  await town.opens('partner', town.client);
}

/** The young person agrees that the partner sees what is known of work. */
export async function agreeToPartner(town: EmployersTown) {
  const body = consentForm({ categories: ['EMPLOYMENT'] });
  const { parameters } = town;
  const answer = await town.as('counsellor', casesRoutes.recordConsent, { parameters, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return body.consentId;
}
