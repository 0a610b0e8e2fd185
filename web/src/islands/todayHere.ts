import { keepShell } from './device/shell.ts';
import { keepToday, noteSite, type TodayList } from './device/today.ts';
import { greet } from './device/worker.ts';

/**
 * `<today-here staff site site-name now form list>`: keeps the worker's own appointments of today on the device, sealed, as they were
 * last seen, and the page that shows them without a network. `list` is a {@link TodayList} as JSON.
 */
class TodayHere extends HTMLElement {
  static readonly observedAttributes = ['list'];

  connectedCallback(): void {
    keepShell(this.getAttribute('form') ?? '').catch(() => undefined);
  }

  attributeChangedCallback(): void {
    void this.#keep().catch(() => undefined);
  }

  async #keep(): Promise<void> {
    const of = (name: string): string => this.getAttribute(name) ?? '';
    await greet(of('staff'));
    const at = { site: of('site'), siteName: of('site-name'), now: of('now') };
    const worker = await noteSite(of('staff'), at);
    await keepToday(worker, JSON.parse(of('list')) as TodayList);
  }
}

customElements.define('today-here', TodayHere);
