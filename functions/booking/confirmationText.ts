import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { MeetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type EpochMinute, zonedMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { type Matter, TEXTS } from './messageTexts.ts';

/** What a message tells of a meeting: never the service, the topic or a name. */
export interface ToldMeeting {
  readonly language: Language;
  readonly siteId: SiteId;
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  readonly channel?: MeetingChannel | undefined;
  /** Where a meeting by video is joined. */
  readonly videoLink?: string | undefined;
  /** The place is not told (non-disclosure for personal safety). */
  readonly hidePlace?: boolean | undefined;
  /** With an offer: until when it stands. */
  readonly expiresAt?: EpochMinute | undefined;
}

/** A whole address of the service: `origin` without a closing slash, then the page of a booking or of a waiting entry. */
export function linkAddress(origin: string, language: Language, page: 'b' | 'w', link: string): string {
  return `${origin}/${language}/${page}/${link}`;
}

/** A message about a booking as e-mail: what happened, time, place, and the link. */
export function mailText(
  matter: Matter,
  meeting: ToldMeeting,
  tenant: Tenant,
  address: string,
): { readonly subject: string; readonly text: string } {
  const texts = TEXTS[meeting.language];
  const { first, link } = texts.matters[matter];
  const where = placeOf(meeting, tenant);
  const until = untilOf(meeting, tenant);
  const lines = [
    first,
    '',
    `${texts.time}: ${timeOf(meeting, tenant, 'full')}`,
    ...(where ? [`${texts.place}: ${where}`] : []),
    ...(meeting.videoLink === undefined ? [] : [`${texts.join}: ${meeting.videoLink}`]),
    ...(until ? [`${texts.keptUntil}: ${until}`] : []),
    '',
    link,
    address,
    '',
    texts.secret,
  ];
  return { subject: texts.subject, text: lines.join('\n') };
}

/** The same as a text message, in one line. */
export function shortText(matter: Matter, meeting: ToldMeeting, tenant: Tenant, address: string): string {
  const { matters, join, keptUntil } = TEXTS[meeting.language];
  const { first, link } = matters[matter];
  const where = placeOf(meeting, tenant);
  const until = untilOf(meeting, tenant);
  const joined = meeting.videoLink && `${join} ${meeting.videoLink}`;
  const told = [timeOf(meeting, tenant, 'medium'), where, joined, until && `${keptUntil} ${until}`];
  return `${first} ${told.filter(Boolean).join(', ')}. ${link} ${address}`;
}

function timeOf({ language, start, end }: ToldMeeting, tenant: Tenant, dateStyle: 'full' | 'medium'): string {
  const { locale, clock } = TEXTS[language];
  const { zone } = tenant.profile;
  const at = (minute: EpochMinute): string => clock(zonedMinute(minute, zone).toPlainTime());
  return `${zonedMinute(start, zone).toLocaleString(locale, { dateStyle })} ${at(start)}–${at(end)}`;
}

function untilOf({ language, expiresAt }: ToldMeeting, tenant: Tenant): string {
  if (expiresAt === undefined) return '';
  const { locale, clock } = TEXTS[language];
  const until = zonedMinute(expiresAt, tenant.profile.zone);
  return `${until.toLocaleString(locale, { dateStyle: 'medium' })} ${clock(until.toPlainTime())}`;
}

/** Where the meeting is: the site, or that it is at no place; empty when the place may not be told. */
function placeOf({ language, siteId, channel, hidePlace }: ToldMeeting, tenant: Tenant): string {
  if (hidePlace) return '';
  const elsewhere = channel && TEXTS[language].by[channel];
  if (elsewhere) return elsewhere;
  const site = tenant.sites.find(({ id }) => id === siteId);
  return [site && inLanguage(site.name, language), site?.address].filter(Boolean).join(', ');
}
