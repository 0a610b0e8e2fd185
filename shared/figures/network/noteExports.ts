import { inLanguage, languages } from '../../kernel/i18n.ts';
import type { PublishedNote } from './contract.ts';
import { csvOf } from './csv.ts';

/** What a site is called in open data, in its notes as in the cubes. */
function areaOf({ tenantSlug, siteSlug }: PublishedNote): string {
  return `${tenantSlug}.${siteSlug}`;
}

function textsOf({ text }: PublishedNote) {
  return languages.flatMap((language) => {
    const said = text[language];
    return said === undefined ? [] : [{ language, text: said }];
  });
}

/** Notes as open data tells them: the area as the cubes call it, and each text with its language (BCP 47). */
export function viewNotes(notes: readonly PublishedNote[]) {
  return notes.map((note) => ({
    area: areaOf(note),
    municipality: note.tenantName,
    site: note.siteName,
    version: note.version,
    writtenAt: note.writtenAt,
    texts: textsOf(note),
  }));
}

/** Notes as CSV (RFC 4180): a line for each language of each note. */
export function notesToCsv(quarter: string, notes: readonly PublishedNote[]): string {
  const lines = notes.flatMap((note) => {
    const name = `${inLanguage(note.tenantName, 'en')}, ${inLanguage(note.siteName, 'en')}`;
    return textsOf(note).map(({ language, text }) => [
      ...[quarter, areaOf(note), name, String(note.version), note.writtenAt, language, text],
    ]);
  });
  return csvOf(['quarter', 'area', 'area_name', 'version', 'written_at', 'language', 'text'], lines);
}
