import type { _Record as SdkRecord } from '@aws-sdk/client-dynamodb-streams';
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
      ...(plain(change) as Record<string, unknown>),
      ApproximateCreationDateTime: Math.floor((at?.getTime() ?? 0) / 1000),
      SequenceNumber,
    },
    eventSourceARN: streamArn,
  };
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}
