import { siteId, slug } from '@ohjaamo/shared/kernel/ids.ts';
import { readRecords, textOfBytes } from '@ohjaamo/shared/tenants/csv.ts';
import { INVITEES, readInvitees } from '@ohjaamo/shared/tenants/invitees.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const site = (id: string, name: string) => ({
  id: siteId.parse(id),
  slug: slug.parse(name.toLowerCase()),
  name: { fi: `Ohjaamo ${name}`, sv: `Navigatorn ${name}` },
  kind: 'MAIN_SITE' as const,
  address: '',
  rooms: [],
});
const organisation = (code: string, fi: string, sv: string) => ({
  ...{ code, name: { fi, sv }, type: 'MUNICIPALITY', runsSites: true },
});
const places: Pick<Tenant, 'organisations' | 'sites'> = {
  organisations: [
    organisation('NUO', 'Nuorisopalvelut', 'Ungdomstjänster'),
    organisation('KELA', 'Kela', 'FPA'),
  ],
  sites: [site('aaaaaaaaaa', 'Keskus'), site('bbbbbbbbbb', 'Korkalo')],
};
const rowsOf = (text: string) => {
  const read = readInvitees(text, places);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const codesOf = (text: string) => rowsOf(text).map(({ faults }) => faults.map(({ code }) => code));
const right = 'Testi Ohjaaja;o@town.example;Ohjaaja;NUO;keskus';

describe('A pasted list of workers', () => {
  it.each([
    [
      'Nimi;Sähköposti;Roolit;Organisaatio;Toimipiste',
      'Testi Ohjaaja;O@Town.example;Ohjaaja, pääkäyttäjä;Nuorisopalvelut;Ohjaamo Keskus',
    ],
    [
      'Namn\tE-post\tRoller\tOrganisation\tServiceställe',
      'Testi Ohjaaja\to@town.example\tHandledare + Huvudanvändare\tUngdomstjänster\tNavigatorn Keskus',
    ],
    [
      'site,roles,e-mail,name,organisation',
      'keskus,"counsellor,administrator",o@town.example,Testi Ohjaaja,nuo',
    ],
  ])('is understood with the header %s', (header, line) => {
    expect(rowsOf(`${header}\r\n${line}\r\n`).map(({ line: at, invitee }) => [at, invitee])).toEqual([
      [
        2,
        {
          name: 'Testi Ohjaaja',
          email: 'o@town.example',
          roles: ['COUNSELLOR', 'TENANT_ADMIN'],
          organisation: 'NUO',
          homeSite: 'aaaaaaaaaa',
        },
      ],
    ]);
  });

  it('has the columns name, e-mail, roles, organisation, site when no header says otherwise', () => {
    expect(rowsOf(right)[0]).toMatchObject({ line: 1, faults: [], invitee: { homeSite: 'aaaaaaaaaa' } });
  });

  it('knows no organisation that is closed', () => {
    const [own, kela] = places.organisations;
    const closed = { ...places, organisations: [own!, { ...kela!, closedFrom: '2027-01-31' }] };
    const read = readInvitees('Testi Ohjaaja;o@town.example;Ohjaaja;Kela;keskus', closed);
    expect(read.ok && read.value[0]?.faults).toEqual([
      { column: 'organisation', code: 'organisation_unknown' },
    ]);
  });

  it('needs no organisation and no site where there is one only, and asks which where there are several', () => {
    const [one] = places.organisations;
    const [home] = places.sites;
    const alone = readInvitees('Testi Ohjaaja;o@town.example;Ohjaaja', {
      organisations: [one!],
      sites: [home!],
    });
    expect(alone.ok && alone.value[0]).toMatchObject({
      invitee: { organisation: 'NUO', homeSite: home!.id },
    });
    expect(codesOf('Testi Ohjaaja;o@town.example;Ohjaaja')).toEqual([
      ['organisation_missing', 'site_missing'],
    ]);
  });

  it('says beside each row everything that is wrong with it, and keeps what was typed', () => {
    const rows = rowsOf(
      [
        right,
        ';not an address;Johtaja;Poliisi;Kuu',
        'Toinen;O@TOWN.example;Ohjaaja;NUO;keskus',
        'Kolmas;k@town.example;;NUO;keskus',
        'Neljäs;n@town.example;Ohjaaja;NUO;keskus;and more',
        'Viides "V";v@town.example;Ohjaaja;NUO;keskus',
        'Kuudes;kuudes@town.example;PARTNER_WORKER;FPA;korkalo',
      ].join('\n'),
    );
    expect(
      rows.map(({ line, faults }) => [line, faults.map(({ column, code }) => `${column}: ${code}`)]),
    ).toEqual([
      [1, []],
      [
        2,
        [
          'name: name',
          'email: email',
          'roles: roles_unknown',
          'organisation: organisation_unknown',
          'site: site_unknown',
        ],
      ],
      [3, ['email: repeated']],
      [4, ['roles: roles_missing']],
      [5, ['name: fields']],
      [6, ['name: quotes']],
      [7, []],
    ]);
    expect(rows[1]?.typed).toEqual({
      ...{ name: '', email: 'not an address', roles: 'Johtaja', organisation: 'Poliisi', site: 'Kuu' },
    });
    expect(rows[5]?.typed.name).toBe('Viides "V";v@town.example;Ohjaaja;NUO;keskus');
  });

  it('takes names in every script and refuses one that would turn a list around', () => {
    const names = ['Čahkkiluonu Mákká', 'فاطمة', '李', "O'Neill, Seán", 'Ystävä 🙂'];
    const text = names
      .map((name, at) => `"${name}";p${String(at)}@town.example;Ohjaaja;NUO;keskus`)
      .join('\n');
    expect(rowsOf(text).map(({ invitee }) => invitee?.name)).toEqual(names);
    expect(codesOf('Testi\u{202E}jaajhO;o@town.example;Ohjaaja;NUO;keskus')).toEqual([['name']]);
  });

  it('is refused as a whole above some hundreds of rows', () => {
    const line = (at: number) => `Testi;p${String(at)}@town.example;Ohjaaja;NUO;keskus`;
    const lines = Array.from({ length: INVITEES }, (_, at) => line(at));
    expect(rowsOf(['nimi;sähköposti;roolit;organisaatio;toimipiste', ...lines].join('\n'))).toHaveLength(
      INVITEES,
    );
    expect(readInvitees([...lines, line(INVITEES)].join('\n'), places)).toEqual({
      ok: false,
      error: 'too-many',
    });
  });
});

describe('A file of a spreadsheet', () => {
  const typed = 'Nimi;Sähköposti\nÄiti Öberg;å@town.example';
  it.each([
    ['UTF-8', new TextEncoder().encode(typed)],
    ['UTF-8 with its mark', new TextEncoder().encode(`\u{FEFF}${typed}`)],
    ['Latin-1', Uint8Array.from(typed, (letter) => letter.charCodeAt(0))],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, ...Buffer.from(typed, 'utf16le')])],
  ])('is read in %s', (_, bytes) => {
    expect(readRecords(textOfBytes(bytes), 10).map(({ fields }) => fields)).toEqual([
      ['Nimi', 'Sähköposti'],
      ['Äiti Öberg', 'å@town.example'],
    ]);
  });

  it('is read in Windows-1252, which has signs where Latin-1 has none', () => {
    const bytes = Uint8Array.from([0x8a, 0x80, 0x3b, 0xe4]);
    expect(readRecords(textOfBytes(bytes), 10)[0]?.fields).toEqual(['Š€', 'ä']);
  });

  it('comes back as it was written, whatever stands in its fields (RFC 4180)', () => {
    const field = fc.string({ unit: 'binary' }).map((value) => value.replaceAll(/\r\n?/gu, '\n'));
    // The first line must tell the separator.
    const table = fc.array(fc.tuple(fc.constant('x'), field, field), { minLength: 1 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (rows, by, end) => {
        const written = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(by))
          .join(end);
        expect(readRecords(written, 1000).map(({ fields }) => fields)).toEqual(rows);
      }),
    );
  });

  it('loses no more than the line in which quotation marks do not pair', () => {
    const records = readRecords('a;b\n"c;d\ne;f\n"g"x;h\ni;"j\nk"\n', 10);
    expect(records).toEqual([
      { line: 1, fields: ['a', 'b'], broken: false },
      { line: 2, fields: ['"c;d'], broken: true },
      { line: 3, fields: ['e', 'f'], broken: false },
      { line: 4, fields: ['"g"x;h'], broken: true },
      { line: 5, fields: ['i', 'j\nk'], broken: false },
    ]);
  });
});
