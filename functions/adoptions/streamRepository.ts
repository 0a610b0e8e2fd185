import { unmarshall } from '@aws-sdk/util-dynamodb';
import { dayOf } from '@ohjaamo/shared/adoptions/standing.ts';
import { type KeptTrial, lastAct } from '@ohjaamo/shared/adoptions/trials.ts';
import { type TenantId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { isOpen } from '@ohjaamo/shared/tenants/life.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { tenantOfKey } from '../kernel/tenancy/keys.ts';
import type { AdoptionNote, LessonTelling } from '../templates/index.ts';
import { isEnded } from './renew.ts';
import { type Line, lineRow } from './rows.ts';
import { trialRow } from './trialRows.ts';

/** What was done last with a lesson, without whose it is. */
type LessonOfTrial = Omit<LessonTelling, 'tenantId' | 'lesson'> & {
  readonly lesson: Omit<LessonTelling['lesson'], 'municipality'>;
};

/** What the network may be told of a municipality's practice; under which code, the register says, and never the row. */
export interface Telling {
  readonly tenantId: TenantId;
  readonly adoption?: Omit<AdoptionNote, 'tenantId' | 'municipality'> | undefined;
  readonly lesson?: LessonOfTrial | undefined;
}

type Image = Record<string, unknown> | undefined;

function imagesOf({ dynamodb: { NewImage, OldImage } = {} }: DynamoDBRecord): readonly [Image, Image] {
  const [after, before] = [NewImage, OldImage].map(
    (image) => image && unmarshall(image as Parameters<typeof unmarshall>[0]),
  );
  return [after, before];
}

/** What a row of the Work table tells: a line, unless it says of the template's use what it said before, or a trial. */
export function tellingOf(record: DynamoDBRecord): Telling | undefined {
  const [after, before] = imagesOf(record);
  const tenant = () => tenantId.parse(tenantOfKey(String(after?.['pk'])));
  if (after?.['kind'] === 'TRIAL') {
    return { tenantId: tenant(), lesson: lessonOf(trialRow.parse(after).value) };
  }
  if (after?.['kind'] !== 'ADOPTION_LINE') return undefined;
  const line = lineRow.parse(after).value;
  if (before && lineRow.parse(before).value.uses === line.uses) return undefined;
  return { tenantId: tenant(), adoption: adoptionOf(line) };
}

/** The municipality that a row of the register says has just opened. */
export function openedOf(record: DynamoDBRecord): TenantId | undefined {
  const [after, before] = imagesOf(record);
  const stateOf = (image: Image) => image?.['state'] as Parameters<typeof isOpen>[0];
  const hasOpened = after?.['kind'] === 'TENANT' && isOpen(stateOf(after));
  return hasOpened && stateOf(before) === 'PROVISIONING' ? tenantId.parse(after['sk']) : undefined;
}

/** What a line tells of a copy; of one that stands on no version of the library nothing. */
export function adoptionOf(line: Line): Telling['adoption'] {
  if (line.own && !line.own.isPublished) return undefined;
  const { kind, name, address, uses, adoptedAt, firstEndedAt } = line;
  return {
    ...{ kind, name, revision: uses, since: dayOf(adoptedAt) },
    address: isEnded(line) ? undefined : address,
    ...(firstEndedAt !== undefined && { until: dayOf(firstEndedAt) }),
  };
}

/** The lesson that a trial ended as, once it has, with what was done last with it. */
export function lessonOf(trial: KeptTrial): LessonOfTrial | undefined {
  const { id, title, needs, need, change, metric, from, to, decision, lesson } = trial;
  const last = lastAct(trial);
  if (!last || !decision || !lesson) return undefined;
  const { handedInAt: toldAt, ...act } = last;
  const words = { id, title, needs, need, change, metric, from, to, decision, lesson, toldAt };
  return { ...act, lesson: words };
}
