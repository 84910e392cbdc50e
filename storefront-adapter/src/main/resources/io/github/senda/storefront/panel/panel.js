// The panel: asks every few seconds, draws what has changed, keeps what is looked at in the address.

import {fill, make} from './nodes.js';
import * as lists from './lists.js';
import {lucid} from './lucid.js';
import {periods} from './periods.js';
import {crop, enliven, fetchPicture, highlight} from './picture.js';
import {ago, rateOrCount, say, speak} from './words.js';

const EVERY = 2500;
const KEPT = ['from', 'to', 'share', 'lang', 'sel'];

/** How small a picture becomes by itself: below, its letters cannot be read. */
const READABLE = 0.75;

/** How large it becomes by itself: a shop's first page need not fill the screen. */
const LARGE = 1.4;

/** So many pixels of the picture out of view are no more of it. */
const EDGE = 8;

const at = id => document.getElementById(id);
const query = () => new URLSearchParams(location.search);

let map;
let tag = '';
let asked = '';
let drawn = '';
let svg;
let ids = new Map();
let clockGap = 0;
let timer;
let current;
let asTable = false;
let ownWidth = 0;
let chosenWidth;
let shownPlace;

/** Goes to the same page with some parameters changed; an empty one is left out. */
function go(changes, push) {
  const next = query();
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  const address = next.size > 0 ? `?${next}` : location.pathname;
  history[push ? 'pushState' : 'replaceState'](null, '', address);
  links();
}

/** What is asked of the server: all that the address holds but the selection. */
function parameters(more = {}) {
  const kept = new URLSearchParams();
  const now = query();
  KEPT.filter(name => name !== 'sel' && now.has(name)).forEach(name => kept.set(name, now.get(name)));
  kept.set('lang', document.documentElement.lang);
  Object.entries(more).forEach(([name, value]) => kept.set(name, value));
  return kept;
}

function links() {
  const period = parameters();
  period.delete('share');
  at('to-leaks').href = `leaks?${period}`;
  for (const format of ['drawio', 'lucid', 'svg']) {
    at(`export-${format}`).href = `export?${parameters({format})}`;
  }
  for (const lang of ['es', 'en']) {
    const next = query();
    next.set('lang', lang);
    at(`lang-${lang}`).href = `?${next}`;
    at(`lang-${lang}`).setAttribute('aria-current', String(lang === document.documentElement.lang));
  }
}

// ---- asking ----

async function ask() {
  clearTimeout(timer);
  current?.abort();
  const mine = new AbortController();
  current = mine;
  const address = `api/map?${parameters()}`;
  if (address !== asked) {
    tag = '';
  }
  try {
    const answer = await fetch(address, {cache: 'no-store', signal: mine.signal, headers: tag ? {'If-None-Match': tag} : {}});
    if (answer.status === 401 || answer.status === 403) {
      trouble(say('error.session'), make('a', {href: ''}, say('error.session_link')));
      return;
    }
    if (answer.status !== 304) {
      const content = await answer.json();
      if (!answer.ok) {
        throw new Error(content.error);
      }
      tag = answer.headers.get('ETag') ?? '';
      asked = address;
      clockGap = Date.parse(content.now) - Date.now();
      show(content);
    }
    trouble();
  } catch (failure) {
    if (mine.signal.aborted) {
      return;
    }
    trouble(failure instanceof TypeError ? say('error.network') : failure.message);
  }
  if (current === mine) {
    // A page that nobody looks at asks for nothing until it is looked at again.
    timer = document.visibilityState === 'visible' ? setTimeout(ask, EVERY) : undefined;
  }
}

function trouble(text, link) {
  const old = at('trouble');
  if (!text) {
    old?.remove();
  } else if (old?.dataset.text !== text) {
    old?.remove();
    const banner = make('p', {id: 'trouble', class: 'banner amber', role: 'alert', 'data-text': text}, text, ' ', link);
    at('main').prepend(banner);
  }
}

// ---- showing ----

function show(content) {
  const before = map;
  map = content;
  at('loading').hidden = true;
  at('main').removeAttribute('aria-busy');
  at('source').textContent = map.status.live ? map.status.name : '';
  periods(at('periods'), {today: map.today, period: map.period, live: map.status.live}, (from, to) => {
    go({from, to}, true);
    ask();
  });
  state();
  lists.banners(at('banners'), map);
  lists.health(at('counts'), map);
  at('health').hidden = map.status.counts.length === 0 && !map.backup;
  at('backup').hidden = !map.backup;
  at('to-signs').hidden = !map.signs;
  at('to-touches').hidden = !map.elsewhere;
  at('to-privacy').hidden = !map.signs;
  const none = map.journeys === 0;
  at('empty').hidden = !none;
  at('overview').hidden = none;
  if (none) {
    lists.empty(at('empty'), map)?.addEventListener('click', event => {
      event.preventDefault();
      go({from: '', to: ''}, true);
      ask();
    });
    return;
  }
  if (before && before.journeys !== map.journeys) {
    at('announcement').textContent = say('state.updated', {count: map.journeys});
  }
  lists.figures(at('figures'), map, choose);
  lists.sentence(at('sentence'), map);
  at('graph-title').textContent = say(map.status.live ? 'graph.title' : 'graph.title_file');
  share(map.share);
  lists.hidden(at('hidden'), map);
  lists.dropOffs(at('drop-offs'), map, choose);
  lists.funnel(at('funnel'), map);
  lists.channels(at('channels'), map);
  at('channels').closest('section').hidden = map.channels.length === 0;
  at('funnel').closest('section').hidden = map.funnel.steps.length < 2;
  const unit = say('variants.unit', {distinct: map.variants.distinct});
  at('purchase-unit').textContent = unit;
  at('exit-unit').textContent = unit;
  const shop = map.variants.purchase.length > 0 || map.status.live;
  at('purchase').closest('section').hidden = !shop;
  at('exit-title').textContent = say(shop ? 'variants.exit' : 'variants.exit_file');
  lists.variants(at('purchase'), 'purchase', map, map.variants.purchase, say('variants.none_purchase'));
  lists.variants(at('exit'), 'exit', map, map.variants.exit, say('variants.none_exit'));
  picture();
  selection();
}

function state() {
  if (!map) {
    return;
  }
  const {live, lastTouch, name} = map.status;
  at('state').textContent = !live ? say('state.file', {name})
    : lastTouch ? say('state.live', {ago: ago(Date.now() + clockGap - Date.parse(lastTouch))})
    : say(map.journeys > 0 ? 'state.kept' : 'state.none');
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
  const shapes = map.shapes;
  try {
    const fetched = await fetchPicture(`api/map.svg?${parameters()}`);
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
    ids = new Map(shapes.map(({id, touchpoint}) => [id, touchpoint]));
    enliven(svg, names(shapes), id => choose(ids.get(id)));
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', say('graph.label', {count: shapes.length}));
    room.replaceChildren(svg);
    room.removeAttribute('aria-busy');
    edges();
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

/** What each shape is called for those who cannot see it. */
function names(shapes) {
  const stageOf = new Map(map.stages.flatMap(stage => stage.touchpoints.map(place => [place, stage.label])));
  return new Map(shapes.map(({id, touchpoint}) => {
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

function choose(place) {
  const again = place === undefined || place === selected();
  go({sel: again ? '' : nameOf(map.touchpoints[place])}, true);
  selection();
}

function selection() {
  const place = selected();
  if (svg) {
    highlight(svg, [...ids].find(([, touchpoint]) => touchpoint === place)?.[0]);
  }
  lists.detail(at('detail'), map, place, choose, () => choose());
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
  if (map) {
    selection();
  }
}

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

function share(percent) {
  if (document.activeElement !== at('share')) {
    at('share').value = percent;
  }
  at('share-value').textContent = `${at('share').value} %`;
}

async function backup() {
  at('backup').disabled = true;
  at('backup-state').textContent = say('page.backup_running');
  try {
    const answer = await fetch('api/backup', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'});
    if (!answer.ok) {
      throw new Error((await answer.json()).error);
    }
    const address = URL.createObjectURL(await answer.blob());
    const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? 'senda-backup.zip';
    make('a', {href: address, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    at('backup-state').textContent = '';
  } catch (failure) {
    at('backup-state').textContent = say('page.backup_failed', {error: failure.message});
  }
  at('backup').disabled = false;
}

async function start() {
  const lang = document.documentElement.lang;
  const answer = await fetch(`api/messages?lang=${lang}`, {cache: 'no-store'});
  speak(lang, await answer.json());
  links();
  let waiting;
  at('share').addEventListener('input', () => {
    at('share-value').textContent = `${at('share').value} %`;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      go({share: at('share').value}, false);
      ask();
    }, 60);
  });
  at('as-table').addEventListener('click', () => table(!asTable));
  at('smaller').addEventListener('click', () => zoom(1 / 1.25));
  at('larger').addEventListener('click', () => zoom(1.25));
  at('fit').addEventListener('click', () => zoom(0));
  at('more-left').addEventListener('click', () => move(-0.8));
  at('more-right').addEventListener('click', () => move(0.8));
  at('picture').addEventListener('scroll', edges, {passive: true});
  new ResizeObserver(edges).observe(at('picture'));
  at('backup').addEventListener('click', backup);
  at('sign-out').addEventListener('click', async () => {
    await fetch('sign-out', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'});
    location.reload();
  });
  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, textarea, select');
    if (event.key === 'Escape' && map && selected() !== undefined) {
      choose();
    } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      switch (event.key) {
        case 't': table(!asTable); break;
        case '+': zoom(1.25); break;
        case '-': zoom(1 / 1.25); break;
        case '0': zoom(0); break;
      }
    }
  });
  addEventListener('popstate', () => {
    links();
    if (map) {
      selection();
    }
    ask();
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
  setInterval(state, 1000);
  ask();
  lucid(at('lucid'), parameters, () => [map?.status.name, new Date().toLocaleString(lang, {dateStyle: 'long', timeStyle: 'short'})].filter(Boolean).join(' · '));
}

start();
