import { unmarshall } from '@aws-sdk/util-dynamodb';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { tenantOfKey } from '../kernel/tenancy/keys.ts';
import type { Lesson } from '@ohjaamo/shared/templates/lessons.ts';
import type { AdoptionNote } from '../templates/index.ts';
import { lineRow } from './rows.ts';
import { trialRow } from './trialRows.ts';

/** What a line says now, unless it stands on the same version as before. */
export function noteOf({ dynamodb: { NewImage, OldImage } = {} }: DynamoDBRecord): AdoptionNote | undefined {
  const [after, before] = [NewImage, OldImage].map(
    (image) => image && unmarshall(image as Parameters<typeof unmarshall>[0]),
  );
  if (after?.['kind'] !== 'ADOPTION_LINE') return undefined;
  const { kind, name, address, municipality, uses } = lineRow.parse(after).value;
  if (before && lineRow.parse(before).value.uses === uses) return undefined;
  const tenant = tenantId.parse(tenantOfKey(String(after['pk'])));
  return { tenantId: tenant, municipality, kind, name, address, revision: uses };
}

/** The lesson that a trial ended as, once it has. */
export function lessonOf({ dynamodb: { NewImage } = {} }: DynamoDBRecord): Lesson | undefined {
  const after = NewImage && unmarshall(NewImage as Parameters<typeof unmarshall>[0]);
  if (after?.['kind'] !== 'TRIAL') return undefined;
  const { id, municipality, title, needs, need, change, metric, from, to, decision, lesson, history } =
    trialRow.parse(after).value;
  const told = history.find(({ what }) => what === 'TELL_LESSON');
  if (!told || !decision || !lesson) return undefined;
  return {
    ...{ id, municipality, title, needs, need, change, metric, from, to, decision, lesson },
    toldAt: told.at,
  };
}
