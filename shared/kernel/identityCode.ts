import * as z from 'zod';
import { Temporal } from './time.ts';

/** What a Finnish personal identity code says: whose it is stays in its individual number. */
export interface IdentityCode {
  /** In the one form that is compared and kept: capitals, no spaces. */
  readonly text: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
}

/** Signs of the century: the older ones and those taken into use in 2023 (Government decree 690/2022). */
const centuries: Readonly<Record<string, number>> = {
  '+': 1800,
  ...{ '-': 1900, Y: 1900, X: 1900, W: 1900, V: 1900, U: 1900 },
  ...{ A: 2000, B: 2000, C: 2000, D: 2000, E: 2000, F: 2000 },
};
const CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const FORM = /^(\d{2})(\d{2})(\d{2})([+\-YXWVUA-F])(\d{3})([0-9A-Y])$/u;

/**
 * Reads a personal identity code (henkilötunnus) as somebody typed it; `undefined` for anything else. The date must be one
 * that exists, the individual number between 002 and 999 (900–999 are for tests) and the check character the right one.
 */
export function readIdentityCode(typed: string): IdentityCode | undefined {
  const text = typed.replaceAll(/\s/gu, '').toUpperCase();
  const [, day, month, year, sign = '', individual = '', check = ''] = FORM.exec(text) ?? [];
  const century = centuries[sign];
  if (day === undefined || month === undefined || year === undefined || century === undefined)
    return undefined;
  if (Number(individual) < 2 || CHECK[Number(`${day}${month}${year}${individual}`) % 31] !== check)
    return undefined;
  const birthDate = `${String(century + Number(year))}-${month}-${day}`;
  try {
    return { text, birthDate: Temporal.PlainDate.from(birthDate, { overflow: 'reject' }).toString() };
  } catch {
    return undefined;
  }
}

/** A personal identity code in a request's body, in its one form. Refused with `invalid_identity_code`. */
export const identityCode = z
  .string()
  .max(20)
  .transform((typed, context) => {
    const code = readIdentityCode(typed);
    if (code) return code.text;
    context.addIssue({ code: 'custom', message: 'invalid_identity_code' });
    return z.NEVER;
  });
