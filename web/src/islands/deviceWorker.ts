import { greet, leave } from './device/worker.ts';

/**
 * `<device-worker staff>`: notes in the browser who is signed in, so that what is kept here is shown to its own worker alone, and
 * forgets it with the button that signs out.
 */
class DeviceWorker extends HTMLElement {
  connectedCallback(): void {
    // The page works without it: only what is kept for without a network is missing then.
    greet(this.getAttribute('staff') ?? '').catch(() => undefined);
    this.#form?.addEventListener('submit', this.#forget);
  }

  disconnectedCallback(): void {
    this.#form?.removeEventListener('submit', this.#forget);
  }

  get #form(): HTMLFormElement | null {
    return document.querySelector('form[action$="/sign-out"]');
  }

  /** The page that follows does it once more, should this one go before it is done. */
  readonly #forget = (): void => {
    leave(this.getAttribute('staff') ?? '').catch(() => undefined);
  };
}

customElements.define('device-worker', DeviceWorker);
