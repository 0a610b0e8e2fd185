import type { AttributeValue, _Record as SdkRecord } from '@aws-sdk/client-dynamodb-streams';
import { LOCAL_REGION } from './dynamodb.ts';

/** A stream record as a Lambda function receives it: JSON, binary values in Base64, time in seconds. */
export type StreamRecord = Readonly<Record<string, unknown>> & {
  readonly dynamodb: Readonly<Record<string, unknown>> & { readonly SequenceNumber: string };
};

/** Turns a record of the Streams API into the form that Lambda's event source mapping hands on. */
export function lambdaRecord(record: SdkRecord, streamArn: string): StreamRecord {
  const { ApproximateCreationDateTime: at, SequenceNumber = '', ...change } = record.dynamodb ?? {};
  return {
    eventID: record.eventID ?? '',
    eventName: record.eventName ?? '',
    eventVersion: record.eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: LOCAL_REGION,
    ...(record.userIdentity && {
      userIdentity: {
        type: record.userIdentity.Type ?? '',
        principalId: record.userIdentity.PrincipalId ?? '',
      },
    }),
    dynamodb: {
      ...images(change),
      ApproximateCreationDateTime: Math.floor((at?.getTime() ?? 0) / 1000),
      SequenceNumber,
    },
    eventSourceARN: streamArn,
  };
}

function images(change: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? members(value as Attributes) : value,
    ]),
  );
}

type Attributes = Readonly<Record<string, AttributeValue>>;

function members(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, attribute(value)]));
}

function attribute({ M, L, B, BS, ...scalar }: AttributeValue): unknown {
  if (M) return { M: members(M) };
  if (L) return { L: L.map(attribute) };
  if (B) return { B: base64(B) };
  if (BS) return { BS: BS.map(base64) };
  // The stream of DynamoDB Local leaves an empty map without its type; the service's own names it.
  return Object.keys(scalar).length === 0 ? { M: {} } : scalar;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
