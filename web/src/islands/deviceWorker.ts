import { noteSignedIn, noteWorker } from './outbox/store.ts';

/**
 * `<device-worker staff>`: notes in the browser who is signed in, so that entries which wait here are shown to their own
 * worker alone, and forgets it with the button that signs out.
 */
class DeviceWorker extends HTMLElement {
  connectedCallback(): void {
    void noteSignedIn(this.getAttribute('staff') ?? '');
    document.querySelector('form[action$="/sign-out"]')?.addEventListener('submit', this.#forget);
  }

  disconnectedCallback(): void {
    document.querySelector('form[action$="/sign-out"]')?.removeEventListener('submit', this.#forget);
  }

  readonly #forget = (): void => {
    void noteWorker(undefined);
  };
}

customElements.define('device-worker', DeviceWorker);
