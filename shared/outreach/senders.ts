import { hasAge } from '../kernel/hasAge.ts';

/** Who notifies outreach youth work of a young person, by what the law says of them (Youth Act 1285/2016 §11). */
export const senderKinds = [
  'EDUCATION_INTERRUPTED',
  'DEFENCE_FORCES',
  'CIVILIAN_SERVICE_CENTRE',
  'COMPULSORY_EDUCATION_INTERRUPTED',
  'BASIC_EDUCATION_WITHOUT_PLACE',
  'OTHER_AUTHORITY',
  'KELA',
  'ORGANISATION',
  'HOBBY',
] as const;
export type SenderKind = (typeof senderKinds)[number];

/** Whether the sender has to notify, may do so, or needs an explicit consent first. */
export type Duty = 'MUST' | 'MAY' | 'CONSENT';

/** The rule for each sender. */
export const senderDuty = {
  EDUCATION_INTERRUPTED: 'MUST',
  DEFENCE_FORCES: 'MUST',
  CIVILIAN_SERVICE_CENTRE: 'MUST',
  COMPULSORY_EDUCATION_INTERRUPTED: 'MAY',
  BASIC_EDUCATION_WITHOUT_PLACE: 'MAY',
  OTHER_AUTHORITY: 'MAY',
  KELA: 'MAY',
  ORGANISATION: 'CONSENT',
  HOBBY: 'CONSENT',
} as const satisfies Record<SenderKind, Duty>;

/** Who gave the explicit consent that an organisation or a hobby needs. */
export const consentGivers = ['YOUNG_PERSON', 'GUARDIAN'] as const;

/** The Youth Act is about those who have not turned 29 (1285/2016 §3). */
export const YOUNG_UNDER = 29;
const ADULT = 18;

/** What a notification tells that decides whether it may be received. Dates are ISO 8601. */
export interface NotificationAsked {
  readonly sender: SenderKind;
  readonly consentBy?: (typeof consentGivers)[number] | undefined;
  readonly receivedOn: string;
  readonly birthDate?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
}

/** A field of a notification that cannot stand, by its name in the request. */
export interface NotificationFault {
  readonly field: 'consentBy' | 'receivedOn' | 'birthDate' | 'phone';
  readonly code: 'consent_required' | 'guardian_of_adult' | 'in_the_future' | 'not_young' | 'unreachable';
}

/** Whether somebody is a minor on a day; whose age is not known is protected as one. */
export function isMinor(birthDate: string | undefined, on: string): boolean {
  return birthDate === undefined || !hasAge(birthDate, ADULT, on);
}

/**
 * What speaks against receiving a notification: an organisation or a hobby without the explicit consent of the young person, or of
 * the guardian of a minor (§11); somebody whom the Act is not about; nothing to reach the person by; a day that has not come.
 */
export function notificationFaults(asked: NotificationAsked, today: string): NotificationFault[] {
  const { sender, consentBy, birthDate, receivedOn } = asked;
  const ofAdult = consentBy === 'GUARDIAN' && birthDate !== undefined && !isMinor(birthDate, receivedOn);
  const born = birthDate !== undefined && birthDate > today;
  const faults: (NotificationFault | false)[] = [
    senderDuty[sender] === 'CONSENT' && !consentBy && { field: 'consentBy', code: 'consent_required' },
    ofAdult && { field: 'consentBy', code: 'guardian_of_adult' },
    receivedOn > today && { field: 'receivedOn', code: 'in_the_future' },
    born && { field: 'birthDate', code: 'in_the_future' },
    birthDate !== undefined &&
      hasAge(birthDate, YOUNG_UNDER, today) && { field: 'birthDate', code: 'not_young' },
    !(asked.phone ?? asked.email ?? asked.address) && { field: 'phone', code: 'unreachable' },
  ];
  return faults.filter((fault) => fault !== false);
}
