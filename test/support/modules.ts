import type { ModuleName } from '@ohjaamo/shared/kernel/route.ts';

/** A Lambda entry as the HTTP API invokes it. */
interface Entry {
  readonly handler: unknown;
}

/**
 * The deployed entry of every module. They are imported when asked for, because each reads its environment when it is
 * loaded: set that first.
 */
export const moduleEntries: Readonly<Record<ModuleName, () => Promise<Entry>>> = {
  tenants: () => import('@ohjaamo/functions/tenants/handler.ts'),
  schedule: () => import('@ohjaamo/functions/schedule/handler.ts'),
  booking: () => import('@ohjaamo/functions/booking/handler.ts'),
  calendars: () => import('@ohjaamo/functions/calendars/handler.ts'),
  line: () => import('@ohjaamo/functions/line/handler.ts'),
  groups: () => import('@ohjaamo/functions/groups/handler.ts'),
  messages: () => import('@ohjaamo/functions/messages/handler.ts'),
  duty: () => import('@ohjaamo/functions/duty/handler.ts'),
  settings: () => import('@ohjaamo/functions/settings/handler.ts'),
  catalogue: () => import('@ohjaamo/functions/catalogue/handler.ts'),
  desk: () => import('@ohjaamo/functions/desk/handler.ts'),
  access: () => import('@ohjaamo/functions/access/handler.ts'),
  cases: () => import('@ohjaamo/functions/cases/handler.ts'),
  notes: () => import('@ohjaamo/functions/notes/handler.ts'),
  maps: () => import('@ohjaamo/functions/maps/handler.ts'),
  plans: () => import('@ohjaamo/functions/plans/handler.ts'),
  referrals: () => import('@ohjaamo/functions/referrals/handler.ts'),
  outreach: () => import('@ohjaamo/functions/outreach/handler.ts'),
  employers: () => import('@ohjaamo/functions/employers/handler.ts'),
  rights: () => import('@ohjaamo/functions/rights/handler.ts'),
  adoptions: () => import('@ohjaamo/functions/adoptions/handler.ts'),
  onboarding: () => import('@ohjaamo/functions/onboarding/handler.ts'),
  feedback: () => import('@ohjaamo/functions/feedback/handler.ts'),
  figures: () => import('@ohjaamo/functions/figures/handler.ts'),
  regional: () => import('@ohjaamo/functions/regional/handler.ts'),
  templates: () => import('@ohjaamo/functions/templates/handler.ts'),
  stewardship: () => import('@ohjaamo/functions/stewardship/handler.ts'),
};
