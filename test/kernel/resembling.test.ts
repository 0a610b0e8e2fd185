import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { ForeignKeyError, tenantGuard } from '@ohjaamo/functions/kernel/tenancy/guard.ts';
import { slug, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';

describe('a municipality that resembles another', () => {
  const written = tenantId.parse('k3m9p2x7q1');
  const guard = tenantGuard(written, dataRoles.desk, { work: 'Work' });
  const read = (key: string) => () => {
    guard('GetItem', { TableName: 'Work', Key: { pk: { S: key }, sk: { S: 'x' } } });
  };

  it.each([
    ['by one letter', 'k3m9p2x7q2'],
    ['by letters that changed places', 'm3k9p2x7q1'],
    ['by case', 'K3M9P2X7Q1'],
    ['by a letter of another alphabet', '\u043A3m9p2x7q1'],
    ['by a letter that cannot be seen', 'k3m9p2x7q1\u200B'],
    ['by being its beginning', 'k3m9p2x7q'],
    ['by going on after it', 'k3m9p2x7q11'],
    ['by a space before it', ' k3m9p2x7q1'],
    ['by none at all', ''],
  ])('%s is another one', (_how, id) => {
    expect(read(`T#${written}#TENANT`)).not.toThrow();
    expect(read(`T#${id}#TENANT`)).toThrow(ForeignKeyError);
  });

  it.each([
    'K3M9P2X7Q1',
    '\u043A3m9p2x7q1',
    'k3m9p2x7q',
    'k3m9p2x7q11',
    'k3m9p2x7q1 ',
    'k3m9p2x7q1\n',
    '',
    '*'.repeat(10),
  ])('has no id like “%s”: what is none never reaches a key', (id) => {
    expect(tenantId.safeParse(id).success).toBe(false);
  });

  it.each([
    'Rovaniemi',
    'r\u043Evaniemi',
    'rovaniemi-',
    '-rovaniemi',
    'rova--niemi',
    'rovaniemi\u200B',
    'rovaniemi/..',
    'rovaniemi%2F',
  ])('has no slug like “%s”', (text) => {
    expect(slug.safeParse(text).success).toBe(false);
  });
});
