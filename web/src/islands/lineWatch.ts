import { patch } from './patch.ts';

/** Most milliseconds between two questions while the service does not answer. */
const SLOWEST = 60_000;
/** Signs that somebody is there, for pages that stop asking before an empty chair. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown'] as const;

/**
 * `<line-watch id every from version [idle]>`: keeps its content as fresh as the server's. Every `every` seconds it asks `from`
 * with the version it shows; the answer is 304 as long as nothing has happened in the line. Else it asks for its own page and
 * changes what differs. In a hidden tab it asks nothing, and at once when it is looked at again. With `idle` it also stops after so
 * many minutes without a sign of a person, so that an empty chair keeps no session alive; a display in a lobby has no `idle`.
 *
 * When the service does not answer it asks less and less often, shows `[data-offline]` and hides it when it is back. The text of
 * `[data-announcement]` is read out politely when it changes; `[data-title]` becomes the title of the tab.
 */
class LineWatch extends HTMLElement {
  #announcer: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #lastSign = Date.now();
  #asking = false;

  connectedCallback(): void {
    this.#announcer = Object.assign(document.createElement('p'), { className: 'visually-hidden' });
    this.#announcer.setAttribute('role', 'status');
    this.after(this.#announcer);
    document.addEventListener('visibilitychange', this.#goOn);
    addEventListener('online', this.#goOn);
    for (const sign of SIGNS) document.addEventListener(sign, this.#notice, { passive: true });
    this.#wait();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#goOn);
    removeEventListener('online', this.#goOn);
    for (const sign of SIGNS) document.removeEventListener(sign, this.#notice);
    this.#announcer?.remove();
  }

  readonly #notice = (): void => {
    this.#lastSign = Date.now();
    if (this.#timer === undefined && !this.#asking) void this.#turn();
  };

  readonly #goOn = (): void => {
    if (document.hidden || this.#asking) return;
    clearTimeout(this.#timer);
    void this.#turn();
  };

  #wait(): void {
    const every = Number(this.getAttribute('every')) * 1_000;
    this.#timer = setTimeout(() => void this.#turn(), Math.min(SLOWEST, every * 2 ** this.#failures));
  }

  async #turn(): Promise<void> {
    const idle = Number(this.getAttribute('idle') ?? Infinity) * 60_000;
    this.#timer = undefined;
    if (document.hidden || Date.now() - this.#lastSign > idle) return;
    this.#asking = true;
    const answered = await this.#refresh().catch(() => false);
    this.#asking = false;
    this.#failures = answered ? 0 : this.#failures + 1;
    // A single lost question is nothing to worry anybody with.
    this.querySelector('[data-offline]')?.toggleAttribute('hidden', this.#failures < 2);
    if (this.isConnected) this.#wait();
  }

  /** Whether the service answered; what it said is shown then. */
  async #refresh(): Promise<boolean> {
    const answer = await ask(this.getAttribute('from') ?? '', {
      accept: 'application/json',
      'if-none-match': `"${this.getAttribute('version') ?? ''}"`,
    });
    if (answer.status === 304) return true;
    if (answer.status >= 500 || answer.status === 429) return false;
    const page = await ask(location.href, { accept: 'text/html' });
    if (page.status >= 500) return false;
    const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').getElementById(this.id);
    // The session has ended, the link is revoked or the day is over: the page itself says which.
    if (!fresh || page.redirected) location.reload();
    else if (this.isConnected) this.#show(fresh);
    return true;
  }

  #show(fresh: Element): void {
    const before = this.#textOf('announcement');
    this.setAttribute('version', fresh.getAttribute('version') ?? '');
    patch(this, fresh);
    const title = this.#textOf('title');
    if (title !== '') document.title = title;
    const after = this.#textOf('announcement');
    if (this.#announcer && after !== '' && after !== before) this.#announcer.textContent = after;
  }

  #textOf(name: string): string {
    return this.querySelector(`[data-${name}]`)?.textContent.trim() ?? '';
  }
}

function ask(address: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(address, { headers, cache: 'no-store', signal: AbortSignal.timeout(8_000) });
}

customElements.define('line-watch', LineWatch);
