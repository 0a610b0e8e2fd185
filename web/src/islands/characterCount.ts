/**
 * `<character-count field max>`: says beside a long field how much is written and how much fits, while it is written. Nothing is cut
 * off: what is too long is refused by the server with the text kept. Without scripts the limit itself stands here.
 */
class CharacterCount extends HTMLElement {
  connectedCallback(): void {
    this.#field?.addEventListener('input', this.#count);
    // Before anything is written, the words of the limit stand.
    if (this.#field?.value) this.#count();
  }

  disconnectedCallback(): void {
    this.#field?.removeEventListener('input', this.#count);
  }

  get #field(): HTMLTextAreaElement | null {
    // An id may hold signs that a selector would read as its own.
    const field = document.getElementById(this.getAttribute('field') ?? '');
    return field instanceof HTMLTextAreaElement ? field : null;
  }

  readonly #count = (): void => {
    const written = this.#field?.value.length ?? 0;
    const most = Number(this.getAttribute('max'));
    const count = this.querySelector('[data-part=count]');
    if (count) count.textContent = `${written}/${most}`;
    // Said aloud once, when the limit is passed, and not at every key.
    const over = this.querySelector<HTMLElement>('[data-part=over]');
    if (over) over.textContent = written > most ? (over.dataset['text'] ?? '') : '';
  };
}

customElements.define('character-count', CharacterCount);
