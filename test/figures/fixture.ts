import { readFileSync } from 'node:fs';
import { contactFact, type ContactFact } from '@ohjaamo/shared/figures/facts.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';

const AGE_BANDS: Readonly<Record<string, string>> = { '<15': 'UNDER_15', '30+': '30_PLUS' };

/** The thirteen contacts of the worked example, as facts of one site. */
export function fixtureContacts(site = randomIds.id(10)): ContactFact[] {
  const [header = '', ...lines] = readFileSync(
    new URL('./fixtures/fixture_contacts.csv', import.meta.url),
    'utf8',
  )
    .trim()
    .split(/\r?\n/u);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    const age = cell('age_band');
    return contactFact.parse({
      site,
      date: cell('date'),
      channel: cell('channel'),
      topics: cell('topics').toUpperCase().split(';'),
      ageBand: AGE_BANDS[age] ?? age.replace('-', '_'),
      party: cell('contact_party'),
      identification: cell('identification') === 'IDENTIFIED' ? 'STAFF_VERIFIED' : cell('identification'),
      state: 'RECORDED',
    });
  });
}
