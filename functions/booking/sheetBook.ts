import type { SheetContent } from '@ohjaamo/shared/booking/sheetContent.ts';
import type { Sheet, SheetPlace } from './repository.ts';

/**
 * The sheets that one decision looks at and changes: each is read once, as late as it is needed, and what was changed is
 * written over the version that was read.
 */
export class SheetBook {
  private readonly read: (place: SheetPlace) => Promise<Sheet>;
  private readonly sheets = new Map<string, Promise<Sheet>>();
  private readonly changed = new Map<string, Sheet>();

  /** `read` gives a sheet as it stands, consistently. */
  constructor(read: (place: SheetPlace) => Promise<Sheet>) {
    this.read = read;
  }

  /** What the sheet holds after the changes so far. */
  async contentOf(place: SheetPlace): Promise<SheetContent> {
    const name = nameOf(place);
    const changed = this.changed.get(name);
    if (changed) return changed.content;
    let sheet = this.sheets.get(name);
    if (!sheet) this.sheets.set(name, (sheet = this.read(place)));
    return (await sheet).content;
  }

  /** Changes a sheet. */
  async change(place: SheetPlace, to: (content: SheetContent) => SheetContent): Promise<void> {
    const content = to(await this.contentOf(place));
    const name = nameOf(place);
    const sheet = await this.sheets.get(name);
    if (!sheet) throw new Error('unreachable');
    this.changed.set(name, { ...sheet, content });
  }

  /** What there is to write. */
  changes(): Sheet[] {
    return [...this.changed.values()];
  }
}

function nameOf({ home, week, id }: SheetPlace): string {
  return `${home} ${String(week)} ${id}`;
}
