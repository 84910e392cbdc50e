// The graph: the very SVG that is exported, copied piece by piece into the page and made selectable.

const SVG = 'http://www.w3.org/2000/svg';
const ELEMENTS = new Set(['svg', 'g', 'rect', 'path', 'text', 'tspan', 'title', 'desc', 'circle', 'ellipse',
  'line', 'polyline', 'polygon']);
const ATTRIBUTES = new Set(['viewBox', 'x', 'y', 'width', 'height', 'rx', 'ry', 'cx', 'cy', 'r', 'd', 'points',
  'x1', 'y1', 'x2', 'y2', 'dx', 'dy', 'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity',
  'stroke-dasharray', 'stroke-dashoffset', 'stroke-linejoin', 'stroke-linecap', 'paint-order', 'opacity',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'transform', 'lang']);

/** Fetches the picture. A document asked for so needs no parser that Trusted Types forbid. */
export function fetchPicture(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.overrideMimeType('image/svg+xml');
    request.onload = () => {
      const root = request.responseXML?.documentElement;
      if (request.status === 200 && root?.localName === 'svg') {
        resolve(copy(root));
      } else {
        reject(new Error(`the picture came with status ${request.status}`));
      }
    };
    request.onerror = () => reject(new Error('the picture did not come'));
    request.send();
  });
}

function copy(element) {
  const made = document.createElementNS(SVG, element.localName);
  for (const {name, value} of element.attributes) {
    if (ATTRIBUTES.has(name) || name.startsWith('data-')) {
      made.setAttribute(name, value);
    }
  }
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE && child.data.trim()) {
      made.append(child.data);
    } else if (child.nodeType === Node.ELEMENT_NODE && ELEMENTS.has(child.localName)) {
      made.append(copy(child));
    }
  }
  return made;
}

/** Leaves the picture's own title out of view, as the page has one; gives its own width in pixels. */
export function crop(svg) {
  const [x, y, width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
  const tops = [...svg.querySelectorAll('[data-lane] > rect')].map(lane => Number(lane.getAttribute('y')));
  if (tops.length > 0) {
    const top = Math.max(y, Math.min(...tops) - 8);
    svg.setAttribute('viewBox', `${x} ${top} ${width} ${height - (top - y)}`);
  }
  svg.removeAttribute('width');
  svg.removeAttribute('height');
  return width;
}

/**
 * Makes the picture's touchpoints buttons with one tab stop: arrows move, Enter selects.
 * `names` holds what each is called for those who cannot see it, by its id.
 */
export function enliven(svg, names, select) {
  const columns = [];
  for (const shape of svg.querySelectorAll('g[data-kind]')) {
    const id = shape.dataset.id;
    if (!names.has(id)) {
      continue;
    }
    shape.classList.add('shape');
    shape.setAttribute('role', 'button');
    shape.setAttribute('tabindex', '-1');
    shape.setAttribute('aria-pressed', 'false');
    shape.setAttribute('aria-label', names.get(id));
    shape.addEventListener('click', () => select(id));
    shape.addEventListener('focus', () => tabStop(svg, shape));
    const card = shape.querySelector('rect');
    const x = Number(card.getAttribute('x'));
    const y = Number(card.getAttribute('y'));
    let column = columns.find(other => Math.abs(other.x - x) < 40);
    if (!column) {
      column = {x, shapes: []};
      columns.push(column);
    }
    column.shapes.push({shape, y});
  }
  columns.sort((one, other) => one.x - other.x);
  columns.forEach(column => column.shapes.sort((one, other) => one.y - other.y));
  columns[0]?.shapes[0].shape.setAttribute('tabindex', '0');
  for (const line of svg.querySelectorAll('path[data-from]')) {
    line.classList.add('line');
  }
  svg.addEventListener('keydown', event => key(event, columns, select));
}

function tabStop(svg, shape) {
  svg.querySelectorAll('.shape[tabindex="0"]').forEach(other => other.setAttribute('tabindex', '-1'));
  shape.setAttribute('tabindex', '0');
}

function key(event, columns, select) {
  const shape = event.target.closest('.shape');
  const at = columns.findIndex(column => column.shapes.some(other => other.shape === shape));
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const place = columns[at].shapes.findIndex(other => other.shape === shape);
  let next;
  switch (event.key) {
    case 'ArrowUp': next = columns[at].shapes[place - 1]; break;
    case 'ArrowDown': next = columns[at].shapes[place + 1]; break;
    case 'ArrowLeft': next = nearest(columns[at - 1], columns[at].shapes[place].y); break;
    case 'ArrowRight': next = nearest(columns[at + 1], columns[at].shapes[place].y); break;
    case 'Home': next = columns[0].shapes[0]; break;
    case 'End': next = columns.at(-1).shapes.at(-1); break;
    case 'Enter':
    case ' ': select(shape.dataset.id); break;
    default: return;
  }
  event.preventDefault();
  next?.shape.focus();
}

function nearest(column, y) {
  return column?.shapes.reduce((best, other) => (Math.abs(other.y - y) < Math.abs(best.y - y) ? other : best));
}

/** Shows what one touchpoint is connected to, or everything alike where none is given. */
export function highlight(svg, selected) {
  svg.classList.toggle('selecting', Boolean(selected));
  const near = new Set([selected]);
  const lines = new Set();
  for (const line of svg.querySelectorAll('.line')) {
    const {id, from, to} = line.dataset;
    const touches = Boolean(selected) && (from === selected || to === selected);
    line.classList.toggle('near', touches);
    if (touches) {
      near.add(from).add(to);
      lines.add(id);
    }
  }
  for (const part of svg.querySelectorAll('[data-head], [data-label]')) {
    part.classList.toggle('near', lines.has(part.dataset.head ?? part.dataset.label));
  }
  for (const shape of svg.querySelectorAll('.shape')) {
    shape.classList.toggle('near', near.has(shape.dataset.id));
    shape.classList.toggle('selected', shape.dataset.id === selected);
    shape.setAttribute('aria-pressed', String(shape.dataset.id === selected));
  }
}
