// The graph of a page: its picture, its table, its size, and what is selected in it.

import {openExport} from './export.js';
import {at, go, parameters, query, reach} from './frame.js';
import * as lists from './lists.js';
import {fill, make} from './nodes.js';
import {crop, enliven, fetchPicture, highlight} from './picture.js';
import {rateOrCount, say} from './words.js';

/** What of the address says how the picture is drawn, beside what all pages share. */
export const DRAWN = ['share', 'touchpoints', 'zoom', 'open', 'into', 'more'];

/** How small a picture becomes by itself: below, its letters cannot be read. */
const READABLE = 0.75;

/** How large it becomes by itself: a shop's first page need not fill the screen. */
const LARGE = 1.4;

/** So many pixels of the picture out of view are no more of it. */
const EDGE = 8;

/** How long a slider rests before it is asked what it shows. */
const REST = 60;

let map;
let drawn = '';
let hiddenAt = '';
let hiddenOf = '';
let hiddenShare;
let svg;
let ids = new Map();
let asTable = false;
let ownWidth = 0;
let chosenWidth;
let shownPlace;
let again = () => {};
let more = () => [];
let decorate = () => {};

/** Shows a graph. */
export function show(content) {
  map = content;
  at('graph-title').textContent = say(map.status.live ? 'graph.title' : 'graph.title_file');
  slide('share', map.share);
  slide('nodes', map.touchpointShare);
  hidden();
  at('open-others').hidden = map.openable === 0;
  at('open-others').textContent = say('graph.open', {count: Math.min(AT_A_TIME, map.openable)});
  at('shut-others').hidden = map.more === 0;
  picture();
  selection();
}

function slide(id, percent) {
  if (document.activeElement !== at(id)) {
    at(id).value = percent;
  }
  at(`${id}-value`).textContent = `${at(id).value} %`;
}

async function told(address) {
  const answer = await reach(address);
  const content = await answer.json();
  if (!answer.ok) {
    throw new Error(content.error);
  }
  return content;
}

/** Says what is hidden, and how many journeys that touches as soon as they are counted. */
async function hidden() {
  const wanted = map.picture;
  const address = `${parameters(DRAWN)}`;
  if (address !== hiddenAt) {
    // What was told of other journeys is not told of these.
    hiddenAt = address;
    hiddenShare = undefined;
  }
  lists.hidden(at('hidden'), map, hiddenShare);
  if (map.hidden.transitions === 0 || wanted === hiddenOf) {
    return;
  }
  hiddenOf = wanted;
  try {
    const content = await told(`api/hidden?${address}`);
    if (wanted === map.picture) {
      hiddenShare = content.hidden.journeysShare;
      lists.hidden(at('hidden'), map, hiddenShare);
    }
  } catch {
    // It is asked for with the next map, which says what is wrong.
    hiddenOf = '';
  }
}

async function picture() {
  const wanted = map.picture;
  if (wanted === drawn) {
    return;
  }
  drawn = wanted;
  const room = at('picture');
  room.setAttribute('aria-busy', 'true');
  if (!room.hasChildNodes()) {
    fill(room, make('p', {class: 'none'}, say('state.updating')));
  }
  const names = parameters(DRAWN);
  try {
    const [fetched, {shapes}] = await Promise.all([
      fetchPicture(`api/map.svg?${names}`), told(`api/shapes?${names}`)]);
    if (wanted !== drawn) {
      return;
    }
    const focused = document.activeElement?.closest?.('.shape')?.dataset.id;
    if (!svg) {
      shownPlace = undefined;
    }
    svg = fetched;
    ownWidth = crop(svg);
    size();
    // The picture may be of a moment later than the map, and show what that does not know.
    const places = new Map(map.touchpoints.map((touchpoint, place) => [nameOf(touchpoint), place]));
    ids = new Map(shapes.flatMap(shape => {
      const place = places.get(nameOf(shape));
      return place === undefined ? [] : [[shape.id, place]];
    }));
    enliven(svg, called(), id => choose(ids.get(id)));
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', say('graph.label', {count: shapes.length}));
    room.replaceChildren(svg);
    room.removeAttribute('aria-busy');
    edges();
    redecorate();
    selection();
    if (focused) {
      [...svg.querySelectorAll('.shape')].find(shape => shape.dataset.id === focused)?.focus({preventScroll: true});
    }
  } catch {
    drawn = '';
    room.removeAttribute('aria-busy');
    fill(room, make('p', {class: 'banner amber'}, say('error.picture'), ' ',
      make('button', {type: 'button', onclick: picture}, say('error.retry'))));
  }
}

/** Lets the page mark what it knows of the shapes and lines of the picture that is there. */
export function redecorate() {
  if (svg) {
    decorate(svg, ids);
  }
}

/** What each shape is called for those who cannot see it. */
function called() {
  const stageOf = new Map(map.stages.flatMap(stage => stage.touchpoints.map(place => [place, stage.label])));
  return new Map([...ids].map(([id, touchpoint]) => {
    const {kind, label, journeys, left} = map.touchpoints[touchpoint];
    const ends = map.transitions.filter(({from, to}) => from === touchpoint || to === touchpoint);
    return [id, kind === 'step'
      ? say('graph.node', {label, stage: stageOf.get(touchpoint) ?? '', journeys, left: rateOrCount(left)})
      : say('graph.end_node', {label, count: ends.reduce((sum, {count}) => sum + count, 0)})];
  }));
}

// ---- selecting ----

const nameOf = ({kind, name}) => (kind === 'step' ? name : `<${kind}>`);

function selected() {
  const sel = query().get('sel');
  const place = sel === null ? -1 : map.touchpoints.findIndex(touchpoint => nameOf(touchpoint) === sel);
  return place < 0 ? undefined : place;
}

/** So many of what stands together are shown each for itself at a time. */
const AT_A_TIME = 12;

const isOthers = place => place !== undefined && map.touchpoints[place].kind === 'step' && map.touchpoints[place].name === 'others';

/** Shows more of what stands together, or puts it together again. */
function open(more) {
  go({more: more || '', sel: ''}, true);
  at('opened').textContent = say(more ? 'graph.opened' : 'graph.shut', {count: Math.min(AT_A_TIME, map.openable)});
  selection();
  again();
}

/** Selects a touchpoint by its place; nothing, where none is given or it is selected already. Others open instead. */
export function choose(place) {
  if (isOthers(place) && map.openable > 0) {
    open(map.more + AT_A_TIME);
    return;
  }
  const again = place === undefined || place === selected();
  go({sel: again ? '' : nameOf(map.touchpoints[place])}, true);
  selection();
}

/** Shows what is selected. */
export function selection() {
  if (!map) {
    return;
  }
  const place = selected();
  if (svg) {
    highlight(svg, [...ids].find(([, touchpoint]) => touchpoint === place)?.[0]);
  }
  lists.detail(at('detail'), map, place, choose, () => choose(), place === undefined ? [] : more(map.touchpoints[place]));
  if (place !== shownPlace) {
    shownPlace = place;
    svg?.querySelector('.shape.selected')?.scrollIntoView({block: 'nearest', inline: 'center'});
  }
  lists.stages(at('stages'), map, place, choose);
  if (asTable) {
    lists.tables(at('tables'), map, choose);
  }
}

function table(on) {
  asTable = on;
  at('as-table').setAttribute('aria-pressed', String(on));
  at('as-table').textContent = say(on ? 'graph.as_picture' : 'graph.as_table');
  at('graph').classList.toggle('tabular', on);
  at('tables').hidden = !on;
  selection();
}

// ---- size ----

/** Makes the picture larger or smaller, or just as wide as its room. */
function zoom(factor) {
  if (svg) {
    const now = svg.getBoundingClientRect().width / ownWidth;
    size(factor === 0 ? '100%' : `${ownWidth * Math.max(0.2, Math.min(4, now * factor))}px`);
  }
}

/** The picture's width: what was asked for last, else its room, as long as it can be read and is not blown up. */
function size(width = chosenWidth) {
  chosenWidth = width;
  svg.style.width = width ?? `clamp(${ownWidth * READABLE}px, 100%, ${ownWidth * LARGE}px)`;
  edges();
}

/** Shows where the picture goes on beyond its room, which a scroll bar below the fold does not. */
function edges() {
  const room = at('picture');
  const far = room.scrollWidth - room.clientWidth - room.scrollLeft;
  at('more-left').hidden = room.scrollLeft < EDGE;
  at('more-right').hidden = far < EDGE;
}

function move(part) {
  const room = at('picture');
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  room.scrollBy({left: room.clientWidth * part, behavior: still ? 'auto' : 'smooth'});
}

// ---- beginning ----

function slider(id, name, ask) {
  let waiting;
  at(id).addEventListener('input', () => {
    at(`${id}-value`).textContent = `${at(id).value} %`;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      go({[name]: at(id).value}, false);
      ask();
    }, REST);
  });
}

/**
 * Makes the graph's controls work. `ask` asks for what they have changed; `tell` adds to the panel
 * of a selected touchpoint, `marked` marks the picture.
 */
export function beginGraph(ask, tell, marked) {
  again = ask;
  more = tell ?? more;
  decorate = marked ?? decorate;
  slider('share', 'share', ask);
  slider('nodes', 'touchpoints', ask);
  at('as-table').addEventListener('click', () => table(!asTable));
  at('smaller').addEventListener('click', () => zoom(1 / 1.25));
  at('larger').addEventListener('click', () => zoom(1.25));
  at('fit').addEventListener('click', () => zoom(0));
  at('more-left').addEventListener('click', () => move(-0.8));
  at('more-right').addEventListener('click', () => move(0.8));
  at('picture').addEventListener('scroll', edges, {passive: true});
  new ResizeObserver(edges).observe(at('picture'));
  at('open-others').addEventListener('click', () => open(map.more + AT_A_TIME));
  at('shut-others').addEventListener('click', () => open(0));
  at('export').addEventListener('click', () => openExport(DRAWN));
  document.addEventListener('keydown', key);
}

function key(event) {
  const typing = event.target.closest('input, textarea, select');
  if (event.target.closest('dialog') || !map) {
    return;
  }
  if (event.key === 'Escape' && selected() !== undefined) {
    choose();
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    switch (event.key) {
      case 't': table(!asTable); break;
      case '+': zoom(1.25); break;
      case '-': zoom(1 / 1.25); break;
      case '0': zoom(0); break;
    }
  }
}
