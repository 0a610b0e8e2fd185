/**
 * `<file-size field max>`: keeps a file that is too large on the visitor's own machine and says so beside the field, before minutes of
 * sending end in a refusal that no page of ours can word. Without scripts the server's own limit answers.
 */
class FileSize extends HTMLElement {
  #form: HTMLFormElement | null = null;

  connectedCallback(): void {
    this.#form = this.#field?.form ?? null;
    this.#field?.addEventListener('change', this.#tell);
    this.#form?.addEventListener('submit', this.#hold);
  }

  disconnectedCallback(): void {
    this.#field?.removeEventListener('change', this.#tell);
    this.#form?.removeEventListener('submit', this.#hold);
  }

  get #field(): HTMLInputElement | null {
    const field = document.getElementById(this.getAttribute('field') ?? '');
    return field instanceof HTMLInputElement ? field : null;
  }

  get #isTooLarge(): boolean {
    return [...(this.#field?.files ?? [])].some(({ size }) => size > Number(this.getAttribute('max')));
  }

  readonly #tell = (): void => {
    const said = this.querySelector<HTMLElement>('[data-part=over]');
    if (said) said.textContent = this.#isTooLarge ? (said.dataset['text'] ?? '') : '';
    this.#field?.setAttribute('aria-invalid', String(this.#isTooLarge));
  };

  readonly #hold = (event: SubmitEvent): void => {
    if (!this.#isTooLarge) return;
    event.preventDefault();
    this.#tell();
    this.#field?.focus();
  };
}

customElements.define('file-size', FileSize);
