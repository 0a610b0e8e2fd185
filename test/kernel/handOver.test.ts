import { createServer } from 'node:http';
import { handOver, MessageRefused } from '@ohjaamo/functions/kernel/handOver.ts';
import { sesMail } from '@ohjaamo/functions/kernel/mail.ts';
import { textMessages } from '@ohjaamo/functions/kernel/sms.ts';
import { listen, type Listening } from '@ohjaamo/infra/local/http.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

let service: Listening;
const answer = { status: 400, type: '', message: '' };

/** A mail and text service that answers every message with the same error, as the real ones write it. */
beforeAll(async () => {
  service = await listen(
    createServer((request, response) => {
      request.resume();
      response
        .writeHead(answer.status, { 'content-type': 'application/json', 'x-amzn-errortype': answer.type })
        .end(JSON.stringify({ __type: answer.type, message: answer.message }));
    }),
  );
  vi.stubEnv('AWS_ENDPOINT_URL_SESV2', service.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2', service.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-north-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await service.stop();
});

const mail = () =>
  sesMail('no-reply@ohjaamo.example')({ to: 'a@example.org', subject: 'Time', text: 'Hello' });
const text = () => textMessages('OHJAAMO')({ to: '+358401234567', text: 'Hello' });

describe('A message that its service refuses', () => {
  it.each([
    ['BadRequestException', 'Local address too long', mail],
    ['MessageRejected', 'The message has no valid recipient', mail],
    ['ValidationException', 'FIELD_VALIDATION_FAILED', text],
    ['ConflictException', 'DESTINATION_PHONE_NUMBER_OPTED_OUT', text],
    ['ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT', text],
  ])('with %s is not tried again', async (type, message, send) => {
    Object.assign(answer, { status: 400, type, message });
    await expect(send()).rejects.toThrow(MessageRefused);
    expect(await handOver(send)).toBe(false);
  });

  it.each([
    [400, 'MessageRejected', 'Email address is not verified.', mail],
    [429, 'TooManyRequestsException', 'Maximum sending rate exceeded.', mail],
    [400, 'SendingPausedException', 'Sending is paused.', mail],
    [503, 'ServiceUnavailable', '', mail],
    [400, 'ThrottlingException', '', text],
    [400, 'ResourceNotFoundException', 'The sender is not registered yet.', text],
    [400, 'AccessDeniedException', '', text],
  ])('with %i %s "%s" may be taken later', async (status, type, message, send) => {
    Object.assign(answer, { status, type, message });
    await expect(handOver(send)).rejects.toSatisfy((error) => !(error instanceof MessageRefused));
  });
});
