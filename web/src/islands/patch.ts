/** Attributes that belong to the person at the screen, not to the server. */
const OWN_ATTRIBUTES: ReadonlySet<string> = new Set(['open']);

/**
 * Makes the children of `present` equal to those of `wanted` with the fewest changes: elements are matched by id, else by
 * place and name, and a matched element is kept, so that the focus and opened parts survive.
 */
export function patch(present: Element, wanted: Element): void {
  const rest = new Set<ChildNode>(present.childNodes);
  let cursor: ChildNode | null = present.firstChild;
  for (const next of wanted.childNodes) {
    const match = findMatch(rest, cursor, next);
    if (match) {
      rest.delete(match);
      if (match === cursor) cursor = cursor.nextSibling;
      else present.insertBefore(match, cursor);
      update(match, next);
    } else {
      present.insertBefore(next.cloneNode(true), cursor);
    }
  }
  for (const gone of rest) gone.remove();
}

function findMatch(
  rest: ReadonlySet<ChildNode>,
  cursor: ChildNode | null,
  next: ChildNode,
): ChildNode | undefined {
  const id = next instanceof Element ? next.id : '';
  if (id !== '') return [...rest].find((one) => one instanceof Element && one.id === id);
  const alike = cursor?.nodeName === next.nodeName && !(cursor instanceof Element && cursor.id !== '');
  return cursor && alike && rest.has(cursor) ? cursor : undefined;
}

function update(present: ChildNode, wanted: ChildNode): void {
  if (present instanceof Element && wanted instanceof Element) {
    updateAttributes(present, wanted);
    patch(present, wanted);
  } else if (present.nodeValue !== wanted.nodeValue) {
    present.nodeValue = wanted.nodeValue;
  }
}

function updateAttributes(present: Element, wanted: Element): void {
  for (const { name } of [...present.attributes]) {
    if (!OWN_ATTRIBUTES.has(name) && !wanted.hasAttribute(name)) present.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (!OWN_ATTRIBUTES.has(name) && present.getAttribute(name) !== value) present.setAttribute(name, value);
  }
}
