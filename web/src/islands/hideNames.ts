/**
 * `<hide-names>`: its button, and the Escape key anywhere on the page, fold the names away when somebody looks over the
 * shoulder. Remembered for this tab only.
 */
class HideNames extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    this.#show(sessionStorage.getItem('names') === 'hidden');
    this.querySelector('button')?.addEventListener('click', this.#toggle);
    document.addEventListener('keydown', this.#pressed);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#pressed);
  }

  readonly #toggle = (): void => {
    this.#show(document.documentElement.dataset['names'] !== 'hidden');
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) this.#toggle();
  };

  #show(hidden: boolean): void {
    if (hidden) document.documentElement.dataset['names'] = 'hidden';
    else delete document.documentElement.dataset['names'];
    sessionStorage.setItem('names', hidden ? 'hidden' : 'shown');
    this.querySelector('button')?.setAttribute('aria-pressed', String(hidden));
  }
}

customElements.define('hide-names', HideNames);
