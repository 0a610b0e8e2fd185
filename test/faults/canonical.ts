import { isolationTables, type Rows } from '../isolation/tables.ts';

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/gu;
/** Seconds, milliseconds and minutes since 1970. */
const EPOCH = /(?<!\d)(?:1[78]\d{8}(?:\d{3})?|300\d{5})(?!\d)/gu;
const DRAWN = /(?<![0-9A-Za-z_-])(?:[0-9a-z]{10}|[0-9a-z]{20})(?![0-9A-Za-z_-])/gu;
const SEALED = /[0-9A-Za-z+/_-]{22,}={0,2}/gu;
/** How often a row was written or a foreign address did not answer, which tells of a repetition and of nothing that was done. */
const WRITTEN = /\["(?:version|revision|joins|failures)",\{"N":"\d+"\}\]/gu;

/**
 * What is no effect of a request but tells that one was made, each for itself: how often somebody tried, who has looked or was told (the log of
 * use, a code that was shown, a telling in a case's story), a conversation or an identification that is open in a browser, the ledger's line of an erasure that begins. And what something else
 * makes good: the stream puts a booking into the agenda, and a count of the library is for choosing where to search alone.
 */
const BESIDE =
  /#ATTEMPTS#|#WATCH#|#IDENTIFYING#|"tries"|"S":"SESSION#|"kind",\{"S":"(?:AGENDA|REVEAL|ERASED)|RESTRICTION_END_TOLD|#LIBRARY#.*"S":"COUNT"/u;

function isBeside({ table, text }: { readonly table: string; readonly text: string }): boolean {
  return table === isolationTables.AUDIT_TABLE || BESIDE.test(text);
}

/**
 * What a request has changed, in a form that is the same for two equal requests: ids that the service drew, instants, sealed texts and
 * hashes are masked, and what is known already stays. Left out is what tells of tries instead of effects, such as the log of use.
 */
export function changesOf(before: Rows, after: Rows, known: string): string[] {
  const changed = [...after]
    .filter(([name, row]) => !isBeside(row) && before.get(name)?.text !== row.text)
    .map(([, { text }]) => text);
  const gone = [...before]
    .filter(([name, row]) => !isBeside(row) && !after.has(name))
    .map(([name]) => `gone ${name}`);
  const mask = (found: string, by: string) => (known.includes(found) ? found : by);
  return [...changed, ...gone]
    .map((text) =>
      text
        .replaceAll(INSTANT, '<instant>')
        .replaceAll(EPOCH, '<epoch>')
        .replaceAll(WRITTEN, '<written>')
        .replaceAll(DRAWN, (found) => mask(found, '<id>'))
        .replaceAll(SEALED, (found) => mask(found, '<drawn>')),
    )
    .sort();
}
