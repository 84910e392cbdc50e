// Builds elements. Text goes in as text only, so a name can never become markup.

/** An element with attributes and children; a child that is a string becomes text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') {
      element.addEventListener('click', value);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter(child => child !== undefined && child !== false));
  return element;
}

/** A bar that fills a part of its room; its width is set by script, as a style would be refused. */
export function bar(part, kind) {
  const filled = make('span', {class: `filled ${kind}`});
  filled.style.width = `${Math.max(0, Math.min(100, part * 100)).toFixed(2)}%`;
  filled.style.minWidth = part > 0 ? '2px' : '0';
  return make('span', {class: 'meter', 'aria-hidden': 'true'}, filled);
}

/** Puts children in place of those that are there, and leaves the focus where it was. */
export function fill(parent, ...children) {
  const key = parent.contains(document.activeElement) && document.activeElement.dataset.key;
  parent.replaceChildren(...children.filter(child => child !== undefined && child !== false));
  if (key) {
    [...parent.querySelectorAll('[data-key]')].find(child => child.dataset.key === key)?.focus();
  }
}
