/** Seconds before the wipe in which somebody who is still there can say so by touching anything. */
const WARNING_SECONDS = 20;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
/** Where the current visit is kept, for this tab alone. */
const VISIT = 'kiosk-visit';

/**
 * `<kiosk-guard start minutes>` on the pages of a shared computer. A visit ends by the button `[data-end]` or after so many
 * minutes without a touch: forms are emptied, what scripts may have kept is cleared, and `start` takes the place of the page. Links
 * replace the page too, so a visit leaves no trail to go back along; where a sent form has left a step in the history, that
 * step knows whose visit it was and leads to `start` in any later one, also when the browser brings it back from its memory.
 */
class KioskGuard extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #warning: ReturnType<typeof setTimeout> | undefined;
  #touched = false;

  connectedCallback(): void {
    if (this.#isOfEarlierVisit()) {
      this.#leave();
      return;
    }
    this.querySelector('[data-end]')?.addEventListener('click', this.#end);
    for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
      button.hidden = false;
      button.addEventListener('click', () => {
        print();
      });
    }
    document.addEventListener('click', this.#replace);
    for (const sign of SIGNS) document.addEventListener(sign, this.#notice, { passive: true });
    addEventListener('pageshow', this.#shown);
    this.#wind();
  }

  /** Whether this step of the history belongs to a visit that has ended; marks a new step as the current visit's. */
  #isOfEarlierVisit(): boolean {
    const current = sessionStorage.getItem(VISIT) ?? this.#begin();
    const state = (history.state ?? {}) as { readonly visit?: string };
    if (state.visit !== undefined) return state.visit !== current;
    history.replaceState({ ...state, visit: current }, '');
    return false;
  }

  #begin(): string {
    const visit = crypto.randomUUID();
    sessionStorage.setItem(VISIT, visit);
    return visit;
  }

  readonly #shown = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#isOfEarlierVisit()) this.#leave();
  };

  readonly #notice = (): void => {
    this.#touched = true;
    this.#wind();
  };

  #wind(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#warning);
    this.#say('');
    const idle = Number(this.getAttribute('minutes')) * 60_000;
    this.#warning = setTimeout(
      () => {
        if (this.#mustWipe()) this.#say(this.querySelector('template')?.content.textContent ?? '');
      },
      idle - WARNING_SECONDS * 1_000,
    );
    this.#timer = setTimeout(() => {
      if (this.#mustWipe()) this.#end();
    }, idle);
  }

  /** An untouched start has nothing on it to wipe. */
  #mustWipe(): boolean {
    return this.#touched || location.pathname + location.search !== this.#start || this.#showsAnswer();
  }

  #showsAnswer(): boolean {
    return document.querySelector('[data-print]') !== null;
  }

  #say(text: string): void {
    const place = this.querySelector('[data-warning]');
    if (place && place.textContent !== text) place.textContent = text;
  }

  readonly #replace = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.defaultPrevented || link.hasAttribute('download')) return;
    event.preventDefault();
    const within = link.hash !== '' && link.pathname === location.pathname && link.search === location.search;
    if (within) document.querySelector(link.hash)?.scrollIntoView();
    else location.replace(link.href);
  };

  readonly #end = (event?: Event): void => {
    event?.preventDefault();
    for (const form of document.forms) form.reset();
    sessionStorage.clear();
    localStorage.clear();
    this.#begin();
    this.#leave();
  };

  #leave(): void {
    // A page that is replaced by its own address keeps its step's mark, and would take the new visit for an earlier one.
    history.replaceState(null, '');
    // The server takes back what scripts cannot reach.
    location.replace(`${this.#start}?end`);
  }

  get #start(): string {
    return this.getAttribute('start') ?? '/';
  }
}

customElements.define('kiosk-guard', KioskGuard);

export {};
