import { feedAddress } from '@ohjaamo/functions/calendars/feedAddress.ts';
import { isPublicAddress } from '@ohjaamo/functions/calendars/publicAddress.ts';
import { describe, expect, it } from 'vitest';

describe('an address that a feed may be read from', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.216.34',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.1.1',
    '198.17.0.1',
    '223.255.255.254',
    '2a00:1450:400f:80d::200e',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this machine', ['127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '0.1.2.3', '::']],
    [
      'a private network',
      ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fdff::1'],
    ],
    [
      'the same link, where the cloud keeps its secrets',
      ['169.254.169.254', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254'],
    ],
    ['shared by a carrier', ['100.64.0.1', '100.127.255.255']],
    [
      'for documents and tests',
      ['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '198.19.255.255', '2001:db8::1', '3fff::1'],
    ],
    ['for many at once', ['224.0.0.1', '239.255.255.255', '255.255.255.255', '240.0.0.1', 'ff02::1']],
    [
      'another address in disguise',
      [
        '::ffff:127.0.0.1',
        '::ffff:10.0.0.1',
        '::127.0.0.1',
        '64:ff9b::7f00:1',
        '2002:7f00:1::',
        '2001:0:53aa::1',
        '::ffff:8.8.8.8',
      ],
    ],
    [
      'no address',
      ['', 'localhost', '1.1.1', '1.1.1.1.1', '127.1', '0x7f000001', '2130706433', 'example.org'],
    ],
  ])('what is %s is not', (_, addresses) => {
    expect(addresses.filter((address) => isPublicAddress(address))).toEqual([]);
  });
});

describe('the address of a feed as it is pasted', () => {
  it.each([
    ['https://calendar.example.org/private/abc.ics', 'https://calendar.example.org/private/abc.ics'],
    ['  webcal://calendar.example.org/a?b=c#d ', 'https://calendar.example.org/a?b=c'],
    ['HTTPS://Calendar.Example.org:443/x', 'https://calendar.example.org/x'],
    // Every way of writing a machine's address becomes the one that is checked.
    ['https://2130706433/x', 'https://127.0.0.1/x'],
    ['https://0x7f.1/x', 'https://127.0.0.1/x'],
    ['https://[::FFFF:127.0.0.1]/x', 'https://[::ffff:7f00:1]/x'],
  ])('%j is read as %j', (text, expected) => {
    expect(feedAddress(text)?.href).toBe(expected);
  });

  it.each([
    'http://calendar.example.org/x',
    'https://calendar.example.org:8443/x',
    'https://name@calendar.example.org/x',
    'https://name:word@calendar.example.org/x',
    'file:///etc/passwd',
    'ftp://calendar.example.org/',
    'calendar.example.org',
    '',
    'https://',
  ])('%j is refused', (text) => {
    expect(feedAddress(text)).toBeUndefined();
  });
});
