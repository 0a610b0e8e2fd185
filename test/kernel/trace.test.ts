import { marshall } from '@aws-sdk/util-dynamodb';
import { sendConfirmations } from '@ohjaamo/functions/booking/index.ts';
import { eachRecord } from '@ohjaamo/functions/kernel/eachRecord.ts';
import { log } from '@ohjaamo/functions/kernel/log.ts';
import { currentTrace, stamped, traced, traceOf } from '@ohjaamo/functions/kernel/trace.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { bookingId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { call } from '../support/house.ts';
import { bookingTown, type BookingTown, request } from '../booking/town.ts';

const FIRST = '1-6743f2a0-0123456789abcdef01234567';
const SECOND = '1-6743f2a1-0123456789abcdef01234567';
const headerOf = (trace: string) => ({
  'x-amzn-trace-id': `Self=1-6743f2a9-aaaaaaaa;Root=${trace};Sampled=0`,
});

type Line = Readonly<Record<string, unknown>>;
const lines: Line[] = [];

beforeEach(() => {
  lines.length = 0;
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((line: string) => {
      lines.push(JSON.parse(line) as Line);
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

const linesOf = (code: string) => lines.filter((line) => line['code'] === code);

/** The row of a booking as it stands in the table, with what no reader asks for. */
async function rowOf(town: BookingTown, id: string): Promise<Line> {
  const { work, keys } = town.house.scope(town.tenantId, 'street');
  const row = await work.get(keys.booking(bookingId.parse(id)), z.looseObject({}));
  if (!row) throw new Error('There is no such booking');
  return row;
}

const streamed = (after: Line, before?: Line): DynamoDBRecord => ({
  eventName: before ? 'MODIFY' : 'INSERT',
  dynamodb: {
    SequenceNumber: '1',
    NewImage: marshall(after) as never,
    ...(before && { OldImage: marshall(before) as never }),
  },
});

describe('A request is followed by one trace', () => {
  it('from the answer through the row to the message that the stream sends', async () => {
    const town = await bookingTown();
    const wanted = request({ email: 'aino@example.fi' });
    const booked = await town.book(wanted, headerOf(FIRST));
    expect(booked.status).toBe(201);
    expect(linesOf('REQUEST_DONE')).toMatchObject([{ trace: FIRST, status: 201 }]);

    const row = await rowOf(town, String(wanted['bookingId']));
    expect(row['trace']).toBe(FIRST);
    const ports = {
      openScope: town.house.openScope,
      ids: randomIds,
      origin: 'https://ohjaamo.example',
      sendMail: () => Promise.reject(new Error('The post office is closed')),
      sendText: () => Promise.resolve(),
    };
    await sendConfirmations(ports, { Records: [streamed(row)] });
    expect(linesOf('RECORD_REFUSED')).toMatchObject([{ trace: FIRST }]);
    expect(JSON.stringify(lines)).not.toContain('aino');
  });

  it('which a later change replaces by its own, and a repeated request does not', async () => {
    const town = await bookingTown();
    const wanted = request();
    const booked = await town.book(wanted, headerOf(FIRST));
    const repeated = await town.book(wanted, headerOf(SECOND));
    expect(repeated.body).toEqual(booked.body);
    const id = String(wanted['bookingId']);
    expect((await rowOf(town, id))['trace']).toBe(FIRST);
    const { link } = booked.body as { readonly link: string };
    await call(town.handler, bookingRoutes.cancelBooking, {
      parameters: { link },
      body: {},
      headers: headerOf(SECOND),
    });
    expect((await rowOf(town, id))['trace']).toBe(SECOND);
  });
});

describe('The lines of a record', () => {
  const apply = (...records: readonly DynamoDBRecord[]) =>
    eachRecord({ Records: [...records] }, () => {
      log('RECORD_APPLIED');
      return Promise.resolve();
    });

  it('bear each its own trace, and none for a change that left none', async () => {
    const row = (trace: string) => ({ kind: 'BOOKING', trace });
    await apply(streamed(row(FIRST)), streamed(row(SECOND), row(FIRST)), streamed(row(FIRST), row(FIRST)));
    expect(lines.map(({ trace }) => trace)).toEqual([FIRST, SECOND, undefined]);
  });

  it('repeat nothing that is no trace', async () => {
    await apply(streamed({ kind: 'BOOKING', trace: 'aino@example.fi' }));
    expect(JSON.stringify(lines)).not.toContain('aino');
  });
});

describe('A trace', () => {
  it.each([undefined, '', 'Root=aino@example.fi', `Root=${FIRST}x`, `Root=${FIRST.toUpperCase()}Z`, FIRST])(
    'is not read from %s',
    (header) => {
      expect(traceOf(header)).toBeUndefined();
    },
  );

  it('stays with its own request while others run', async () => {
    const seen = await Promise.all(
      [FIRST, undefined, SECOND].map((trace) =>
        traced(trace, async () => {
          await Promise.resolve();
          return currentTrace();
        }),
      ),
    );
    expect(seen).toEqual([FIRST, undefined, SECOND]);
    expect(traced(FIRST, () => traced(undefined, currentTrace))).toBeUndefined();
  });

  it.each([
    'CONTACT',
    'MEETING',
    'FEEDBACK',
    'FEEDBACK_INVITATION',
    'ACCESSIBILITY',
    'KEPT_MAP',
    'THREAD',
    'SHEET',
  ])('is never written into a row of kind %s', (kind) => {
    expect(traced(FIRST, () => stamped({ kind }))).toEqual({ kind });
  });
});
