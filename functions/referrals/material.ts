import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { SentPart } from '@ohjaamo/shared/referrals/views.ts';
import { consentCategories } from '@ohjaamo/shared/kernel/caseCategories.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { mapsOf } from '../maps/index.ts';
import { notesOf } from '../notes/index.ts';
import { planText } from '../plans/index.ts';
import { dateInWords } from '../kernel/timeWords.ts';
import { organisationName, type Place } from './place.ts';
import type { ReferralRow } from './record.ts';

/**
 * What the case holds for a referral beside contact details, as text that any receiver can read: the chosen notes, the latest finished
 * map, the plan. Each part as far as its category is ticked and whoever sends may see it. At most three Queries.
 */
export async function gatherMaterial(
  scope: TenantScope,
  access: CaseAccess,
  referral: Pick<ReferralRow, 'categories' | 'notes'>,
  { language, place }: { readonly language: Language; readonly place: Place },
): Promise<SentPart[]> {
  const { categories, notes } = referral;
  const parts = await Promise.all([
    notes.length > 0 ? chosenNotes(scope, access, notes) : [],
    categories.includes('SITUATION_MAP') ? latestMap(scope, access, language) : [],
    categories.includes('SHARED_PLAN') ? wholePlan(scope, access, language, place) : [],
  ]);
  return parts.flat().filter(({ category }) => categories.includes(category));
}

async function chosenNotes(
  scope: TenantScope,
  access: CaseAccess,
  chosen: ReferralRow['notes'],
): Promise<SentPart[]> {
  const notes = await notesOf(scope, access.clientId);
  return notes
    .filter(({ id, state }) => chosen.includes(id) && state === 'STANDS')
    .flatMap(({ category, owner, writtenAt, versions }) => {
      const named = consentCategories.find((each) => each === category);
      const text = versions.at(-1)?.text;
      if (!named || text === undefined || !access.may('VIEW', { category, owner })) return [];
      return [{ category: named, what: 'NOTE' as const, at: writtenAt, text }];
    });
}

/** What was said of each area in own words; values are for those who were there. */
async function latestMap(scope: TenantScope, access: CaseAccess, language: Language): Promise<SentPart[]> {
  const maps = await mapsOf(scope, access.clientId);
  const latest = maps.find(
    ({ state, owner }) => state === 'DONE' && access.may('VIEW', { category: 'SITUATION_MAP', owner }),
  );
  const lines = (latest?.areas ?? []).flatMap(({ name, words }) =>
    words === undefined || words === '' ? [] : [`${inLanguage(name, language)}: ${words}`],
  );
  if (!latest || lines.length === 0) return [];
  const at = latest.finishedAt ?? latest.startedAt;
  return [{ category: 'SITUATION_MAP', what: 'MAP', at, text: lines.join('\n') }];
}

async function wholePlan(
  scope: TenantScope,
  access: CaseAccess,
  language: Language,
  place: Place,
): Promise<SentPart[]> {
  if (!access.may('VIEW', { category: 'SHARED_PLAN' })) return [];
  const text = await planText(scope, access.clientId, {
    organisation: (code) => inLanguage(organisationName(place, code), language),
    day: (date) => dateInWords(date, language),
  });
  return text === undefined ? [] : [{ category: 'SHARED_PLAN', what: 'PLAN', text }];
}
