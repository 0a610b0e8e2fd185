import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { tellNetwork } from '../adoptions/index.ts';
import { followBookings, sendConfirmations } from '../booking/index.ts';
import { inviteLenders } from '../calendars/index.ts';
import { tellAccessibility } from '../feedback/index.ts';
import { publishNotes } from '../figures/index.ts';
import { tellGroups } from '../groups/index.ts';
import { errorFields, log } from '../kernel/log.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { SendText } from '../kernel/sms.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { followNames } from '../onboarding/index.ts';

/** What the followers of the Work table need together. */
export interface WorkPorts {
  readonly openScope: OpenScope;
  readonly network: Table;
  readonly platform: Table;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sendMail: SendMail;
  readonly sendText: SendText;
  /** The address that messages come from. */
  readonly mailFrom: string;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

/** Somebody who follows records of some kinds and reports those that it could not apply. */
export interface Follower {
  readonly kinds: readonly string[];
  readonly follow: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
}

/**
 * Who follows the Work table beside the figures, in turns: the agenda, which everybody looks at, goes before the messages,
 * which may have to wait for a mail service.
 *
 * They share one reader because a stream bears two. So a record that one of them could not apply comes again to all, with
 * those after it, and each must know what it has done: the agenda by the version that stands there, and the caps by the
 * row of the booking (agendaRepository); offers by the entry's version (offerTime); confirmations by the version that was
 * mailed (mailRepository, waitingRepository); invitations by what the worker was told (invitationRepository); groups by
 * what stands in the sign-up (tellRepository); feedback about accessibility by what its sender was told; the network by how often a copy went over to another version (noteAdoption), and a lesson stands where it stood (tellLesson); the
 * street's list by what it says (followNames); a note to figures by its version (publishNotes).
 */
export function workFollowers(ports: WorkPorts): readonly (readonly Follower[])[] {
  return [
    [
      { kinds: ['BOOKING', 'WAITING'], follow: (event) => followBookings(ports, event) },
      { kinds: ['PROFILE', 'SITE'], follow: (event) => followNames(ports, event) },
      { kinds: ['FIGURE_NOTE'], follow: (event) => publishNotes(ports, event) },
    ],
    [
      { kinds: ['BOOKING', 'WAITING'], follow: (event) => sendConfirmations(ports, event) },
      { kinds: ['BOOKING'], follow: (event) => inviteLenders(ports, event) },
      { kinds: ['GROUP', 'ROLL', 'SIGN_UP'], follow: (event) => tellGroups(ports, event) },
      { kinds: ['ACCESSIBILITY'], follow: (event) => tellAccessibility(ports, event) },
      { kinds: ['ADOPTION_LINE', 'TRIAL'], follow: (event) => tellNetwork(ports, event) },
    ],
  ];
}

/**
 * Gives each follower the records of its kinds, one turn after the other and those of a turn at the same time, whatever
 * became of the others. Returns every record that one of them could not apply, once and in the order of the stream.
 */
export async function shareWork(
  turns: readonly (readonly Follower[])[],
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const failed = new Set<string>();
  for (const turn of turns) {
    const failures = await Promise.all(turn.map((follower) => failuresOf(follower, event)));
    for (const id of failures.flat()) failed.add(id);
  }
  const inOrder = new Set(event.Records.map(numberOf).filter((id) => failed.has(id)));
  return { batchItemFailures: [...inOrder].map((itemIdentifier) => ({ itemIdentifier })) };
}

async function failuresOf({ kinds, follow }: Follower, event: DynamoDBStreamEvent): Promise<string[]> {
  const Records = event.Records.filter(({ dynamodb }) =>
    kinds.includes(dynamodb?.NewImage?.['kind']?.S ?? ''),
  );
  if (Records.length === 0) return [];
  try {
    const { batchItemFailures } = await follow({ Records });
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  } catch (error) {
    log('RECORD_REFUSED', errorFields(error));
    return Records.map(numberOf);
  }
}

/** Without its number a record cannot be named, and Lambda takes an empty name for the whole batch. */
function numberOf({ dynamodb }: DynamoDBRecord): string {
  return dynamodb?.SequenceNumber ?? '';
}
