/** `<print-button>`: shows its button, which prints the page. Without scripts there is none: browsers print by themselves. */
class PrintButton extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      window.print();
    });
  }
}

customElements.define('print-button', PrintButton);
