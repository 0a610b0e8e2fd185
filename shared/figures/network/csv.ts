/** Lines as CSV (RFC 4180), every field quoted; the header stands as it is. */
export function csvOf(head: readonly string[], lines: readonly (readonly string[])[]): string {
  return `${[head.join(','), ...lines.map((line) => line.map(quoted).join(','))].join('\r\n')}\r\n`;
}

/** A field in quotes; one that a spreadsheet would take for a formula begins with an apostrophe. */
function quoted(field: string): string {
  const safe = /^[=+\-@\t\r]/u.test(field) ? `'${field}` : field;
  return `"${safe.replaceAll('"', '""')}"`;
}
