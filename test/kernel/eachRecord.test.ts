import { eachRecord } from '@ohjaamo/functions/kernel/eachRecord.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

const record = (number: string): DynamoDBRecord => ({ dynamodb: { SequenceNumber: number } });

describe('the records of a stream', () => {
  it('are applied one after another in their order', async () => {
    const begun: string[] = [];
    let running = 0;
    const answer = await eachRecord({ Records: ['1', '2', '3'].map(record) }, async ({ dynamodb }) => {
      expect(++running).toBe(1);
      begun.push(dynamodb?.SequenceNumber ?? '');
      await Promise.resolve();
      running--;
    });
    expect(begun).toEqual(['1', '2', '3']);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  it('that fail are reported by number, and the others have their turn', async () => {
    const applied: string[] = [];
    const answer = await eachRecord({ Records: ['1', '2', '3', '4'].map(record) }, ({ dynamodb }) => {
      const number = dynamodb?.SequenceNumber ?? '';
      if (number === '2') throw new Error('at once');
      if (number === '4') return Promise.reject(new Error('later'));
      applied.push(number);
      return Promise.resolve();
    });
    expect(applied).toEqual(['1', '3']);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '4' }] });
  });

  it('that fail leave a line without what they hold', async () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => {
      written.mockRestore();
    });
    await eachRecord({ Records: [record('1')] }, () => Promise.reject(new Error('A nickname 040 123 4567')));
    const line = String(written.mock.calls[0]?.[0]);
    expect(JSON.parse(line)).toMatchObject({ code: 'RECORD_REFUSED', error: 'Error' });
    expect(line).not.toContain('nickname');
  });
});
