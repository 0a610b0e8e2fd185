import { todayOf, type TodayList } from './device/today.ts';
import { readWorker } from './device/worker.ts';

/** `2027-02-01`, as Swedish writes it, in the zone of the house. */
const helsinki = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' });

/**
 * `<today-offline hidden>` on the page without data: the worker's own appointments of today as they were last seen, with when that was.
 * They open with the worker's key; where it is not there any more, the page says how they open again.
 */
class TodayOffline extends HTMLElement {
  connectedCallback(): void {
    void this.#show();
  }

  async #show(): Promise<void> {
    const worker = await readWorker();
    if (!worker) return;
    const here = await todayOf(worker, helsinki.format(Date.now() + (worker.ahead ?? 0)));
    if (here === 'NONE') return;
    this.hidden = false;
    this.#part('locked').hidden = here !== 'LOCKED';
    if (here === 'LOCKED') return;
    this.#part('seen').textContent = here.seen;
    this.#part('none').hidden = here.lines.length > 0;
    this.#part('lines').replaceChildren(...here.lines.map((line) => this.#line(line)));
  }

  #line(line: TodayList['lines'][number]): Node {
    const template = this.querySelector<HTMLTemplateElement>('template[data-booking]');
    const filled = template?.content.cloneNode(true) as DocumentFragment;
    for (const part of ['time', 'who', 'what'] as const) {
      const place = filled.querySelector(`[data-part=${part}]`);
      if (place) place.textContent = line[part];
    }
    return filled;
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`) ?? document.createElement('span');
  }
}

customElements.define('today-offline', TodayOffline);
