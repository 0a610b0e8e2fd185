import { repeatWhileWatched } from './whileWatched.ts';

/** Milliseconds between two questions while somebody looks. */
const EVERY = 180_000;

interface Tasks {
  readonly version: string;
  readonly line: { readonly waiting: readonly unknown[] };
  readonly bookings: { readonly decide: number; readonly orphaned: number; readonly declined: number };
  readonly callBacks?: number;
  readonly threads?: number;
  readonly meetings: number;
  readonly reviews?: number;
}

/** What whoever keeps the municipality's practice is told. */
interface NewVersions {
  readonly newer: number;
}

/**
 * `<menu-counts from>`: asks `from` what waits, when the page opens and every three minutes while somebody looks at it, and writes the
 * numbers into `[data-count]` of the menu. Without scripts the menu has no numbers; Today has them all the same.
 */
class MenuCounts extends HTMLElement {
  #end: (() => void) | undefined;
  #version = '';

  connectedCallback(): void {
    void this.#refresh();
    this.#end = repeatWhileWatched(EVERY, () => this.#refresh());
  }

  disconnectedCallback(): void {
    this.#end?.();
  }

  async #refresh(): Promise<void> {
    try {
      const answer = await fetch(this.getAttribute('from') ?? '', {
        headers: { accept: 'application/json', 'if-none-match': `"${this.#version}"` },
        signal: AbortSignal.timeout(8_000),
      });
      if (!answer.ok) return;
      const told = (await answer.json()) as Tasks | NewVersions;
      if ('newer' in told) show({ practice: told.newer });
      else {
        this.#version = told.version;
        show(countsOf(told));
      }
    } catch {
      // The service could not be asked: what is shown stays, and is asked for again.
    }
  }
}

type Counts = Readonly<Record<string, number>>;

function countsOf({ line, bookings, callBacks = 0, threads = 0, meetings, reviews = 0 }: Tasks): Counts {
  return {
    desk: bookings.decide + bookings.orphaned + bookings.declined,
    line: line.waiting.length,
    messages: threads,
    calls: callBacks,
    groups: meetings,
    agreement: reviews,
  };
}

/** Writes the numbers that are told; of others nothing is known here. */
function show(counts: Counts): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-count]')) {
    const count = counts[place.dataset['count'] ?? ''];
    if (count === undefined) continue;
    const number = place.querySelector('b');
    if (number) number.textContent = String(count);
    place.hidden = count === 0;
  }
}

customElements.define('menu-counts', MenuCounts);
