import { patch } from './patch.ts';

/** Milliseconds without a key or a pointer after which nothing is asked any more: an empty chair must not keep a session alive. */
const IDLE_LIMIT = 10 * 60_000;

/**
 * `<live-region id every>`: keeps its content as fresh as the server's. It asks for its own page every `every` seconds while
 * somebody looks at it, and changes only what differs: the focus, the scroll position and opened parts stay. The text of
 * `[data-announcement]` is read out politely when it changes. Without scripts the page is simply as old as its last load.
 */
class LiveRegion extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastSign = Date.now();
  #announcer: HTMLElement | undefined;
  readonly #watched = ['pointerdown', 'pointermove', 'keydown', 'visibilitychange'] as const;

  connectedCallback(): void {
    this.#announcer = Object.assign(document.createElement('p'), { className: 'visually-hidden' });
    this.#announcer.setAttribute('role', 'status');
    this.after(this.#announcer);
    for (const kind of this.#watched) document.addEventListener(kind, this.#noticed, { passive: true });
    this.#wait();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#announcer?.remove();
    for (const kind of this.#watched) document.removeEventListener(kind, this.#noticed);
  }

  readonly #noticed = (): void => {
    this.#lastSign = Date.now();
    if (this.#timer === undefined && this.isConnected) this.#wait(0);
  };

  #wait(milliseconds = Number(this.getAttribute('every')) * 1_000): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), milliseconds);
  }

  async #refresh(): Promise<void> {
    if (document.hidden || Date.now() - this.#lastSign > IDLE_LIMIT) {
      this.#timer = undefined;
      return;
    }
    const fresh = await this.#fetch();
    if (fresh && this.isConnected) {
      const before = this.#announcement();
      patch(this, fresh);
      const after = this.#announcement();
      if (this.#announcer && after !== '' && after !== before) this.#announcer.textContent = after;
    }
    if (this.isConnected) this.#wait();
  }

  /** The same region of the page as it is now; nothing when the page could not be had. */
  async #fetch(): Promise<Element | undefined> {
    try {
      const answer = await fetch(location.href, {
        headers: { accept: 'text/html' },
        signal: AbortSignal.timeout(8_000),
      });
      if (answer.redirected) {
        // The session has ended: the page itself says so and brings the person back here.
        location.assign(answer.url);
        return undefined;
      }
      if (!answer.ok) return undefined;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      return page.getElementById(this.id) ?? undefined;
    } catch {
      return undefined;
    }
  }

  #announcement(): string {
    return this.querySelector('[data-announcement]')?.textContent.trim() ?? '';
  }
}

customElements.define('live-region', LiveRegion);
