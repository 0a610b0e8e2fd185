import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarFile } from '@ohjaamo/functions/booking/calendarFile.ts';
import { mimeMessage } from '@ohjaamo/functions/kernel/mail.ts';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { csvOf } from '@ohjaamo/shared/figures/network/csv.ts';
import { describe, expect, it } from 'vitest';
import { ownPath } from '../../web/src/work/views.ts';
import { aBooking } from '../support/bookingRecord.ts';
import { site, town } from '../support/schedule.ts';
import { hostileTexts, MARK } from './hostileTexts.ts';

const pages = readdirSync(join(root, 'web/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:astro|tsx?)$/u.test(file))
  .map((file) => [file, readFileSync(join(root, 'web/src', file), 'utf8')] as const);

describe('What is written into a page', () => {
  it('is text and never markup, a program or an event handler', () => {
    expect(pages.length).toBeGreaterThan(400);
    const ways =
      /set:html|is:raw|innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|createContextualFragment|\beval\(|new Function\(|\son[a-z]+="/u;
    expect(pages.filter(([, text]) => ways.test(text)).map(([file]) => file)).toEqual([]);
  });

  it('finds a policy there that lets nothing inline run', () => {
    const settings = readFileSync(join(root, 'web/astro.config.mjs'), 'utf8');
    expect(settings).toContain(`"default-src 'none'"`);
    expect(settings).not.toContain('unsafe-');
    expect(pages.filter(([, text]) => text.includes('unsafe-inline')).map(([file]) => file)).toEqual([]);
  });
});

describe.each(Object.entries(hostileTexts))('%s', (_, text) => {
  it('in a cell of a table is a text', () => {
    const cell = csvOf(['name'], [[text]])
      .split('\r\n')
      .slice(1)
      .join('\r\n');
    expect(cell).toMatch(/^"(?![=+\-@\t\r])(?:[^"]|"")*"\r\n$/u);
  });

  it('in a calendar begins no property and no event', () => {
    const place = site('keskusta', { address: text });
    const lines = calendarFile(aBooking(place.id, { state: 'BOOKED' }), town({ sites: [place] }))
      .replaceAll(/\r\n[ \t]/gu, '')
      .split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/[\r\n]/u);
    for (const line of lines) expect(line).not.toMatch(/^(?:Bcc|zqxv)/u);
  });

  it('in a mail begins no header', () => {
    const [head = ''] = Buffer.from(
      mimeMessage('house@ohjaamo.example', { to: 'somebody@ohjaamo.example', subject: text, text }),
    )
      .toString()
      .split('\r\n\r\n');
    expect(head).not.toContain(MARK);
    expect(head.split('\r\n').map((line) => line.split(':')[0])).toEqual([
      'From',
      'To',
      'Subject',
      'MIME-Version',
      'Content-Type',
    ]);
  });
});

/** Addresses that a browser could read as another site's, or as a program. */
const elsewhere = [
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/fi//evil.example\\',
  '/%2F/evil.example',
  '%2F%2Fevil.example',
  '/\t/evil.example',
  '/fi/\r\nlocation: https://evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'fi/desk@evil.example',
  '/fi/../../evil.example:443',
  '/fi/%00//evil.example',
  ' /fi/desk',
];

describe('A page to go to after signing in', () => {
  it.each(elsewhere)('%j stays with us or is dropped', (address) => {
    const to = ownPath(address);
    if (to === undefined) return;
    expect(to).toMatch(/^\/(?:fi|sv|en)\//u);
    expect(new URL(to, 'https://ohjaamo.example').origin).toBe('https://ohjaamo.example');
    expect(new URL(to, 'https://ohjaamo.example').pathname).not.toMatch(/^\/\//u);
  });

  it('is the only address of an answer’s that a visitor’s words decide', () => {
    const asked = pages.filter(([, text]) => /redirect\([^)]*(?:searchParams|textOf|form\.get)/u.test(text));
    expect(asked.map(([file]) => file)).toEqual([]);
  });
});
