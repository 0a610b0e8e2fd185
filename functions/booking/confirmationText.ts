import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { MeetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { momentInWords, stretchInWords, timeOfDayInWords } from '../kernel/timeWords.ts';
import { linkWords, type Matter, TEXTS } from './messageTexts.ts';

/** What a message tells of a meeting: never the service, the topic or a name. */
export interface ToldMeeting {
  readonly language: Language;
  readonly siteId: SiteId;
  /** Absent when there is no time to tell of: then no place is told either. */
  readonly start?: EpochMinute | undefined;
  readonly end?: EpochMinute | undefined;
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
  const only = onlyReminder(matter, meeting, tenant);
  if (only) return { subject: texts.reminderOnly, text: only };
  const time = timeOf(meeting, tenant, 'full');
  const where = placeOf(meeting, tenant);
  const until = untilOf(meeting, tenant);
  const lines = [
    texts.matters[matter],
    '',
    ...(time ? [`${texts.time}: ${time}`] : []),
    ...(where ? [`${texts.place}: ${where}`] : []),
    ...(meeting.videoLink === undefined ? [] : [`${texts.join}: ${meeting.videoLink}`]),
    ...(until ? [`${texts.keptUntil}: ${until}`] : []),
    ...(time ? [''] : []),
    linkWords(matter, meeting.language),
    address,
    ...(time ? ['', texts.secret] : []),
  ];
  return { subject: texts.subject, text: lines.join('\n') };
}

/** The same as a text message, in one line. */
export function shortText(matter: Matter, meeting: ToldMeeting, tenant: Tenant, address: string): string {
  const only = onlyReminder(matter, meeting, tenant);
  if (only) return only;
  const { matters, join, keptUntil } = TEXTS[meeting.language];
  const time = timeOf(meeting, tenant, 'medium');
  const where = placeOf(meeting, tenant);
  const until = untilOf(meeting, tenant);
  const joined = meeting.videoLink && `${join} ${meeting.videoLink}`;
  const told = [time, where, joined, until && `${keptUntil} ${until}`].filter(Boolean).join(', ');
  const link = `${linkWords(matter, meeting.language)} ${address}`;
  return [matters[matter], told && `${told}.`, link].filter(Boolean).join(' ');
}

/**
 * Under a non-disclosure for personal safety a reminder says that there is one and at what time: no house, no day, no link that
 * would name either (661/2009). Empty for every other message.
 */
function onlyReminder(matter: Matter, { language, start, hidePlace }: ToldMeeting, tenant: Tenant): string {
  if (matter !== 'REMINDER' || !hidePlace || start === undefined) return '';
  return `${TEXTS[language].reminderOnly} ${timeOfDayInWords(start, tenant.profile.zone, language)}`;
}

function timeOf({ language, start, end }: ToldMeeting, tenant: Tenant, style: 'full' | 'medium'): string {
  if (start === undefined || end === undefined) return '';
  return stretchInWords({ start, end }, tenant.profile.zone, language, style);
}

function untilOf({ language, expiresAt }: ToldMeeting, tenant: Tenant): string {
  if (expiresAt === undefined) return '';
  return momentInWords(expiresAt, tenant.profile.zone, language, 'medium');
}

/** Where the meeting is: the site, or that it is at no place; empty when the place may not be told. */
function placeOf({ language, siteId, start, channel, hidePlace }: ToldMeeting, tenant: Tenant): string {
  if (hidePlace || start === undefined) return '';
  const elsewhere = channel && TEXTS[language].by[channel];
  if (elsewhere) return elsewhere;
  const site = tenant.sites.find(({ id }) => id === siteId);
  return [site && inLanguage(site.name, language), site?.address].filter(Boolean).join(', ');
}
