/** Seconds before the end at which it is said that it comes. */
const WARNED_BEFORE = 30;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'scroll'] as const;

/**
 * `<end-when-idle seconds>` around a form: sends the form after so many seconds without a key, a touch or a movement of the
 * pointer, and says half a minute before that it will. Without `seconds` it does nothing. The server ends by itself too: a
 * script that does not run leaves nothing open.
 */
class EndWhenIdle extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;
  #lastSign = Date.now();

  connectedCallback(): void {
    const seconds = Number(this.getAttribute('seconds') ?? 0);
    if (seconds === 0) return;
    for (const sign of SIGNS) document.addEventListener(sign, this.#notice, { passive: true });
    this.#timer = setInterval(() => {
      this.#look(seconds);
    }, 1_000);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
    for (const sign of SIGNS) document.removeEventListener(sign, this.#notice);
  }

  readonly #notice = (): void => {
    this.#lastSign = Date.now();
    this.#say('');
  };

  #look(seconds: number): void {
    const idle = (Date.now() - this.#lastSign) / 1_000;
    if (idle >= seconds) {
      clearInterval(this.#timer);
      this.querySelector('form')?.requestSubmit();
    } else if (idle >= seconds - WARNED_BEFORE) {
      this.#say(this.querySelector<HTMLElement>('[data-idle]')?.dataset['idle'] ?? '');
    }
  }

  #say(text: string): void {
    const place = this.querySelector('[data-idle]');
    if (place && place.textContent !== text) place.textContent = text;
  }
}

customElements.define('end-when-idle', EndWhenIdle);
