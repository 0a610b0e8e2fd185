/** On paper every fold that says so is open; afterwards the page is as it was. */
const folds = () => [...document.querySelectorAll<HTMLDetailsElement>('details[data-print="open"]')];
let opened: HTMLDetailsElement[] = [];

globalThis.addEventListener('beforeprint', () => {
  opened = folds().filter(({ open }) => !open);
  for (const fold of opened) fold.open = true;
});
globalThis.addEventListener('afterprint', () => {
  for (const fold of opened) fold.open = false;
  opened = [];
});
