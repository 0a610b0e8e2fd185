import { readItems } from '@ohjaamo/shared/catalogue/reading.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ID = '6c00d407-d3fd-4c7e-a373-57be9f3b2cff';
const text = (value: string | null, type: string, language = 'fi') => ({ language, value, type });
const service = {
  id: ID,
  type: 'Service',
  publishingStatus: 'Published',
  serviceNames: [text('Etsivä nuorisotyö', 'Name'), text('Uppsökande ungdomsarbete', 'Name', 'sv')],
  serviceDescriptions: [text('Apua nuorelle.', 'Summary'), text(null, 'ValidityTime')],
  serviceClasses: [{ code: 'P28.4', name: [], parentId: null }],
  targetGroups: [{ code: 'KR1.3' }],
  serviceChannels: [{ serviceChannel: { id: 'b9b4', name: 'Toimisto' }, serviceChargeType: null }],
  legislation: null,
};
const channel = {
  id: ID,
  serviceChannelType: 'ServiceLocation',
  serviceChannelNames: [text('Ohjaamo', 'Name')],
  serviceChannelDescriptions: null,
  phoneNumbers: [{ prefixNumber: '+358', number: '401234567' }],
  webPages: [{ url: 'https://example.org/' }, { url: 'javascript:alert(1)' }],
  addresses: [
    {
      type: 'Location',
      streetAddress: {
        street: [text('Esimerkkikatu', '')],
        streetNumber: '1',
        postalCode: '96200',
        postOffice: [{ language: 'fi', value: 'Rovaniemi' }],
        municipality: { code: '698' },
      },
    },
    { type: 'Postal', streetAddress: null },
  ],
  services: [{ service: { id: 'a1', name: 'Ohjaus' } }],
};

describe('Reading the service catalogue', () => {
  it('takes a service with its classes and ways to it', () => {
    expect(readItems('SERVICE', [service], ['fi', 'sv'])).toEqual({
      items: [
        {
          kind: 'SERVICE',
          id: ID,
          name: { fi: 'Etsivä nuorisotyö', sv: 'Uppsökande ungdomsarbete' },
          summary: { fi: 'Apua nuorelle.' },
          classes: ['P28.4'],
          targetGroups: ['KR1.3'],
          phones: [],
          emails: [],
          webPages: [],
          addresses: [],
          leadsTo: ['b9b4'],
        },
      ],
      gone: [],
      remarks: [],
      classNames: { 'P28.4': {} },
    });
  });

  it('takes a place with its address, and no address of a script', () => {
    const { items, remarks } = readItems('CHANNEL', [channel], ['fi', 'sv']);
    expect(items).toMatchObject([
      {
        channelType: 'ServiceLocation',
        addresses: ['Esimerkkikatu 1, 96200 Rovaniemi'],
        phones: ['+358401234567'],
        webPages: ['https://example.org/'],
        leadsTo: ['a1'],
      },
    ]);
    expect(remarks).toEqual([{ id: ID, what: 'LACKS_LANGUAGE', field: 'name', value: 'sv' }]);
  });

  it('takes what it does not know in without it, and lists it', () => {
    const { items, remarks } = readItems(
      'CHANNEL',
      [{ ...channel, serviceChannelType: 'Hologram' }, { id: 'no uuid' }, 7],
      ['fi'],
    );
    expect(items).toHaveLength(1);
    expect(items[0]).not.toHaveProperty('channelType');
    expect(remarks).toEqual([
      { id: ID, what: 'UNKNOWN_VALUE', field: 'serviceChannelType', value: 'Hologram' },
      { id: 'no uuid', what: 'UNREADABLE', field: 'id', value: '' },
      { id: '', what: 'UNREADABLE', field: 'id', value: '' },
    ]);
  });

  it('names what is no longer published', () => {
    const { items, gone } = readItems('SERVICE', [{ ...service, publishingStatus: 'Deleted' }], ['fi']);
    expect({ items, gone }).toEqual({ items: [], gone: [ID] });
  });

  it('reads the rest of an answer whatever one field of one item is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(channel)), fc.jsonValue(), (field, value) => {
        const { items } = readItems('CHANNEL', [{ ...channel, [field]: value }, channel], ['fi']);
        expect(items.at(-1)?.id).toBe(ID);
      }),
    );
  });
});
