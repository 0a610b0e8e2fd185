/**
 * What somebody would write into a field to have it run, break a line, begin a header, a formula or an event, or hide what it says. Each bears
 * {@link MARK}, by which it is found again wherever it comes out.
 */
export const MARK = 'zqxv';

export const hostileTexts: Readonly<Record<string, string>> = {
  'a script': `"></script><script>${MARK}()</script>{{${MARK}}}`,
  'an address that runs': `javascript:${MARK}()`,
  'a formula': `=HYPERLINK("https://${MARK}.example","open")`,
  'a header of a mail and an event of a calendar': `${MARK}\r\nBcc: ${MARK}@evil.example\r\nEND:VEVENT\r\nBEGIN:VEVENT`,
  'a line of a log': `\u001b[2J${MARK}\n{"code":"REQUEST_DONE","message":"${MARK}"}`,
  'letters from right to left': `${MARK}\u202egpj.exe`,
  'a separator of lines': `${MARK}\u2028Bcc: ${MARK}@evil.example`,
  'a zero': `${MARK}\u0000.pdf`,
  'half a letter': `${MARK}\ud800`,
};
