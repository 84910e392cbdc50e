// What stands around every page: tabs, period, language, status; and how the panel's server is asked.

import {beginFilters, showFilters} from './filters.js';
import {fill, make} from './nodes.js';
import {periods} from './periods.js';
import {ago, say, speak} from './words.js';

export const at = id => document.getElementById(id);
export const lang = document.documentElement.lang;
export const query = () => new URLSearchParams(location.search);

const SHARED = document.body.dataset.shared.split(' ');
const CALM = 10000;

let seen;
let clockGap = 0;
let changed = () => {};

// ---- the address ----

/** What all pages have in common of the address, and more of it by name, with the language. */
export function parameters(names = [], more = {}) {
  const now = query();
  const kept = new URLSearchParams();
  [...SHARED, ...names].filter(name => now.has(name)).forEach(name => kept.set(name, now.get(name)));
  kept.set('lang', lang);
  Object.entries(more).forEach(([name, value]) => kept.set(name, value));
  return kept;
}

/** Goes to the same page with some parameters changed; an empty one is left out. */
export function go(changes, push) {
  const next = query();
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  history[push ? 'pushState' : 'replaceState'](null, '', next.size > 0 ? `?${next}` : location.pathname);
  links();
}

/** The tabs lead to the same period; the languages to the very same page. */
function links() {
  for (const tab of document.querySelectorAll('.tabs a')) {
    tab.href = `${tab.getAttribute('href').split('?')[0]}?${parameters()}`;
  }
  for (const one of ['es', 'en']) {
    const next = query();
    next.set('lang', one);
    at(`lang-${one}`).href = `?${next}`;
    at(`lang-${one}`).setAttribute('aria-current', String(one === lang));
  }
}

// ---- asking ----

/** Asks the server. Whose session is over, and what the server refuses, is an error with the words for it. */
export async function reach(address, options = {}) {
  const answer = await fetch(address, {cache: 'no-store', ...options});
  if (answer.status === 401 || answer.status === 403) {
    const ended = new Error(say('error.session'));
    ended.link = make('a', {href: ''}, say('error.session_link'));
    throw ended;
  }
  return answer;
}

/** Asks for JSON, or sends some. */
export async function ask(path, body) {
  const answer = await reach(`${path}?lang=${lang}`, body === undefined ? {}
    : {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  const content = await answer.json();
  if (!answer.ok) {
    throw new Error(content.error);
  }
  return content;
}

/** Does something, and says in a place what went wrong where something did. */
export async function attempt(work, place = at('trouble'), words = failure => failure.message) {
  fill(place);
  try {
    await work();
    return true;
  } catch (failure) {
    trouble(failure instanceof TypeError ? say('error.network') : words(failure), failure.link, place);
    return false;
  }
}

/** Says what is wrong until it is said that nothing is; what is said already is not said again. */
export function trouble(text, link, place = at('trouble')) {
  const said = place.hasChildNodes() ? place.dataset.text : '';
  if ((text ?? '') !== said) {
    place.dataset.text = text ?? '';
    fill(place, text && make('p', {class: 'banner amber', role: 'alert'}, text, ' ', link));
  }
}

/**
 * Asks for something again and again while somebody looks, and gives the way to ask at once.
 * `address` says what for; `show` is told what has changed.
 */
export function watch(every, address, show) {
  let timer;
  let current;
  let asked;
  let tag;
  const look = async () => {
    clearTimeout(timer);
    current?.abort();
    const mine = new AbortController();
    current = mine;
    const wanted = address();
    if (wanted !== asked) {
      tag = undefined;
    }
    try {
      const answer = await reach(wanted, {signal: mine.signal, headers: tag ? {'If-None-Match': tag} : {}});
      if (answer.status !== 304) {
        const content = await answer.json();
        if (!answer.ok) {
          throw Object.assign(new Error(content.error), {column: content.column});
        }
        tag = answer.headers.get('ETag') ?? undefined;
        asked = wanted;
        around(content);
        show(content);
      }
      trouble();
    } catch (failure) {
      if (mine.signal.aborted) {
        return;
      }
      if (failure.column) {
        showFilters({mistake: failure});
        at('loading').hidden = true;
        return;
      }
      trouble(failure instanceof TypeError ? say('error.network') : failure.message, failure.link);
      if (failure.link) {
        return;
      }
    }
    if (current === mine) {
      // A page that nobody looks at asks for nothing until it is looked at again.
      timer = document.visibilityState === 'visible' ? setTimeout(look, every) : undefined;
    }
  };
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
  return look;
}

// ---- showing ----

function around(content) {
  seen = content;
  clockGap = Date.parse(content.now) - Date.now();
  at('source').textContent = content.status.live ? content.status.name : '';
  if (changed.period) {
    periods(at('periods'), {today: content.today, period: content.period, live: content.status.live}, (from, to) => {
      go({from, to}, true);
      changed.period();
    });
  }
  if (changed.period) {
    showFilters(content.selection, content.period);
  }
  state();
}

function state() {
  if (seen) {
    const {live, lastTouch, name} = seen.status;
    at('state').textContent = !live ? say('state.file', {name})
      : lastTouch ? say('state.live', {ago: ago(Date.now() + clockGap - Date.parse(lastTouch))})
      : say(seen.journeys === 0 ? 'state.none' : 'state.kept');
  }
}

/**
 * Begins a page: its words are there when it goes on. A page with a period says what to do when
 * another is chosen; one without is told of the source's state by the frame itself.
 */
export async function begin(period) {
  const [answer] = await Promise.all([
    fetch(`api/messages?lang=${lang}`, {cache: 'no-store'}),
    period && beginFilters(changes => {
      go(changes, true);
      period();
    })]);
  speak(lang, await answer.json());
  changed = {period};
  at('periods').hidden = !period;
  links();
  at('sign-out').addEventListener('click', async () => {
    await fetch('sign-out', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'});
    location.reload();
  });
  addEventListener('popstate', () => {
    links();
    period?.();
  });
  setInterval(state, 1000);
  if (!period) {
    status();
    setInterval(() => document.visibilityState === 'visible' && status(), CALM);
  }
}

/** What cannot be told of the source's state is no trouble of a page that shows nothing of it. */
async function status() {
  try {
    around(await (await reach(`api/status?${parameters()}`)).json());
  } catch {
    at('state').textContent = '';
  }
}
