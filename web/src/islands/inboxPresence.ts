import { repeatWhileWatched } from './whileWatched.ts';

/** Well below the time after which a worker no longer counts as present. */
const EVERY = 40_000;

/**
 * `<inbox-presence site to>`: tells the service that a worker has the inbox open, at once and again while somebody looks at
 * it. What fails is tried again with the next turn; without it young people are told when the chat opens, not that somebody
 * is here.
 */
class InboxPresence extends HTMLElement {
  #end: (() => void) | undefined;

  connectedCallback(): void {
    void this.#tell();
    this.#end = repeatWhileWatched(EVERY, () => this.#tell());
  }

  disconnectedCallback(): void {
    this.#end?.();
  }

  async #tell(): Promise<void> {
    try {
      await fetch(this.getAttribute('to') ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ site: this.getAttribute('site') }),
        signal: AbortSignal.timeout(8_000),
      });
    } catch {
      // Offline or slow: the next turn tells.
    }
  }
}

customElements.define('inbox-presence', InboxPresence);
