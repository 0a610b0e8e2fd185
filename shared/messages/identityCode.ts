/** Since 1 January 2023 B–F stand beside A, and Y–U beside the hyphen (Government decree 128/2010 as it stands). */
const CENTURIES: Readonly<Record<string, number>> = {
  '+': 1800,
  ...centuryOf('-YXWVU', 1900),
  ...centuryOf('ABCDEF', 2000),
};
const CHECK_SIGNS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
// Dashes of other kinds come from phones that write nicely; the digits before must not be the end of a longer number.
const CANDIDATE =
  /(?<![\p{L}\p{N}])(\d{6})\s?([-+A-FU-Y\u2010-\u2015\u2212])\s?(\d{3})([0-9A-Y])(?![\p{L}\p{N}])/giu;

/**
 * Whether a text holds what reads as a Finnish personal identity code: a real date, a century sign, an individual number
 * and the right check sign (the nine digits modulo 31). It is a hint for whoever is about to send the text, who decides.
 */
export function holdsIdentityCode(text: string): boolean {
  return [...text.matchAll(CANDIDATE)].some(([, date = '', century = '', number = '', check = '']) => {
    const sign = century.toUpperCase().replace(/[\u2010-\u2015\u2212]/u, '-');
    return (
      isDate(date, CENTURIES[sign] ?? 0) &&
      Number(number) >= 2 &&
      CHECK_SIGNS.charAt(Number(date + number) % CHECK_SIGNS.length) === check.toUpperCase()
    );
  });
}

/** `ddmmyy` of a century as a date that the calendar has. */
function isDate(ddmmyy: string, century: number): boolean {
  const [day, month, year] = [0, 2, 4].map((at) => Number(ddmmyy.slice(at, at + 2))) as [
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(century + year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function centuryOf(signs: string, century: number): Record<string, number> {
  return Object.fromEntries(Array.from(signs, (sign) => [sign, century]));
}
