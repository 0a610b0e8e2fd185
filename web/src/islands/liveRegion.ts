import { patch } from './patch.ts';
import { repeatWhileWatched } from './whileWatched.ts';

/**
 * `<live-region id every version-from version page?>`: keeps its content as fresh as the server's. Every `every` seconds, while
 * somebody looks at it, it asks `version-from` which version there is now. Only when that is not its own `version` it asks
 * for its own page (or for `page`, which shows the same region alone), because that look at people's data is recorded, and changes only what differs: the focus, the scroll
 * position and opened parts stay. The text of `[data-announcement]` is read out politely when it changes. Without scripts
 * the page is simply as old as its last load.
 */
class LiveRegion extends HTMLElement {
  #end: (() => void) | undefined;
  #announcer: HTMLElement | undefined;

  connectedCallback(): void {
    this.#announcer = Object.assign(document.createElement('p'), { className: 'visually-hidden' });
    this.#announcer.setAttribute('role', 'status');
    this.after(this.#announcer);
    this.#end = repeatWhileWatched(Number(this.getAttribute('every')) * 1_000, () => this.#refresh());
  }

  disconnectedCallback(): void {
    this.#end?.();
    this.#announcer?.remove();
  }

  async #refresh(): Promise<void> {
    if (!(await this.#isOld())) return;
    const fresh = await this.#fetch();
    if (!fresh || !this.isConnected) return;
    this.setAttribute('version', fresh.getAttribute('version') ?? '');
    const before = this.#announcement();
    patch(this, fresh);
    const after = this.#announcement();
    if (this.#announcer && after !== '' && after !== before) this.#announcer.textContent = after;
  }

  /**
   * Whether there is another version than the one shown. An ended session counts as one: the page has to say so. When the
   * service cannot be asked, nothing is known to be new.
   */
  async #isOld(): Promise<boolean> {
    try {
      const answer = await fetch(this.getAttribute('version-from') ?? '', {
        headers: { accept: 'application/json', 'if-none-match': `"${this.getAttribute('version') ?? ''}"` },
        signal: AbortSignal.timeout(8_000),
      });
      // 304 is "the same"; 404 is a list or a conversation that is no longer open here.
      if (!answer.ok) return answer.status === 401 || answer.status === 404;
      const { version } = (await answer.json()) as { readonly version: string };
      return version !== this.getAttribute('version');
    } catch {
      return false;
    }
  }

  /** The same region of the page as it is now; nothing when the page could not be had. */
  async #fetch(): Promise<Element | undefined> {
    try {
      const answer = await fetch(this.getAttribute('page') ?? location.href, {
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
      const region = page.getElementById(this.id);
      // The page has nothing of the kind any more: it says why.
      if (!region) location.reload();
      return region ?? undefined;
    } catch {
      return undefined;
    }
  }

  #announcement(): string {
    return this.querySelector('[data-announcement]')?.textContent.trim() ?? '';
  }
}

customElements.define('live-region', LiveRegion);
