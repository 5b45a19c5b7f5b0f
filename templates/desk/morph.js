// Makes an element of the page what the server says it is now, without replacing the elements that stay: what has the
// focus keeps it, what is open stays open.

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.dataset?.key : undefined);

/** The element of a text of HTML. */
export const elementOf = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
};

/**
 * Makes `old` what `fresh` is. `keeps(old, fresh)` says of an element that it is left alone with all below it.
 * Returns the element that stands there then.
 */
export const morph = (old, fresh, keeps = () => false) => {
  if (keeps(old, fresh)) return old;
  if (old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
    return fresh;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return old;
  }
  attributes(old, fresh);
  if (old.nodeName === "TEXTAREA") {
    if (old.defaultValue !== fresh.defaultValue) old.defaultValue = fresh.defaultValue;
    if (old.value !== fresh.value) old.value = fresh.value;
    return old;
  }
  children(old, fresh, keeps);
  if (old.nodeName === "SELECT") old.value = fresh.value;
  if (old.nodeName === "INPUT") {
    if (["radio", "checkbox"].includes(old.type)) old.checked = fresh.checked;
    else if (old.value !== fresh.value) old.value = fresh.value;
  }
  return old;
};

const attributes = (old, fresh) => {
  // What the reader has opened or closed is the reader's.
  const own = (name) => name === "open" && old.nodeName === "DETAILS";
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !own(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !own(name)) old.setAttribute(name, value);
  }
};

const children = (old, fresh, keeps) => {
  const keyed = new Map();
  for (const child of old.children) {
    if (keyOf(child)) keyed.set(keyOf(child), child);
  }
  const wanted = new Set([...fresh.children].map(keyOf).filter(Boolean));
  let at = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    const key = keyOf(node);
    // What is not wanted any more goes before it is taken for something else.
    while (at && keyOf(at) && !wanted.has(keyOf(at))) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
    let match = key ? keyed.get(key) : undefined;
    if (!key && at && !keyOf(at) && at.nodeName === node.nodeName) match = at;
    if (!match) {
      old.insertBefore(node, at);
      continue;
    }
    if (match !== at) old.insertBefore(match, at);
    const next = match.nextSibling;
    morph(match, node, keeps);
    at = next;
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
};
