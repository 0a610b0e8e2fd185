import type { SiteNote } from '@ohjaamo/shared/figures/siteNoteContract.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';

/** A site as the pages of figures list it. */
interface ListedSite {
  readonly id: SiteId;
  readonly slug: string;
  readonly name: LocalizedText;
}

/** What these sites say of their figures, in the order of the sites; those that say nothing are left out. */
export function notesBySite(notes: readonly SiteNote[], sites: readonly ListedSite[]) {
  return sites.flatMap(({ id, slug, name }) => {
    const text = notes.find(({ site }) => site === id)?.text;
    return text ? [{ id: `note-${slug}`, name, text }] : [];
  });
}
