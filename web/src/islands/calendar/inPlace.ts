/** Changes the page and scrolls it along, so that this element stays where it was in the window, whatever opened or closed above it. */
export function inPlace(element: Element, change: () => void): void {
  const before = element.getBoundingClientRect().top;
  change();
  scrollBy({ top: element.getBoundingClientRect().top - before, behavior: 'instant' });
}
