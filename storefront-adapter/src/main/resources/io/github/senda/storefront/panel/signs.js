// The shop's pages: what each is, said by rules, guessed by Senda, confirmed or corrected by a person.

import {ask, at, attempt, begin, trouble} from './frame.js';
import {fill, make} from './nodes.js';
import {number, say} from './words.js';

const SHORT = 40;
const FEW = 25;
const LONGEST_FILE = 500000;
const EVERY = 10000;

/** The pages whose choices are open, by key. */
const open = new Set();

let seen;
let whole = false;
let wholeAsked = false;

// ---- asking ----

const look = () => attempt(async () => show(await ask('api/signs')));

/** Tells Senda something, shows what it makes of it, and leaves the focus where one goes on. */
async function tell(act, body, said, next) {
  const done = await attempt(async () => show(await ask(`api/signs/${act}`, body)));
  if (done) {
    at('said').textContent = said;
    next?.();
  }
}

// ---- showing ----

function show(content) {
  seen = content;
  at('loading').hidden = true;
  at('content').hidden = false;
  at('main').removeAttribute('aria-busy');
  at('tally').textContent = seen.seen === 0 ? say('signs.none') : say('signs.tally', {
    seen: seen.seen, understood: seen.seen - seen.toConfirm, confirm: seen.toConfirm});
  at('undo').hidden = !seen.canUndo;
  if (seen.complaint) {
    trouble(seen.complaint);
  }
  asked();
  known();
}

function asked() {
  const pages = seen.pages.filter(page => page.standing === 'to_confirm');
  fill(at('ask'), ...(pages.length === 0
    ? [make('li', {class: 'none'}, say(seen.seen === 0 ? 'signs.wait' : 'signs.all_clear'))]
    : (wholeAsked ? pages : pages.slice(0, FEW)).map(question)),
    !wholeAsked && pages.length > FEW && make('li', {}, make('button', {type: 'button', class: 'more', onclick: () => {
      wholeAsked = true;
      asked();
      [...at('ask').querySelectorAll('button.primary')][FEW].focus();
    }}, say('detail.more', {count: pages.length - FEW}))));
}

/** A page as a person would point to it: its address, and what is known of it. */
function place(page) {
  return make('p', {class: 'place'},
    page.method !== 'GET' && make('span', {class: 'chip'}, say(page.method === 'POST' ? 'signs.form' : 'signs.request', {method: page.method})), ' ',
    make('code', {}, page.path));
}

function knownOf(page) {
  return [
    say('signs.visits', {count: page.visits}),
    page.before && say('signs.after', {step: page.before}),
    page.after && say('signs.before', {step: page.after}),
    page.fields.length > 0 && say(page.method === 'GET' ? 'signs.asks' : 'signs.fields', {fields: page.fields.slice(0, 8).join(', ')}),
    page.leadsTo && say('signs.leads', {to: page.leadsTo}),
    page.view && say('signs.view', {view: page.view})].filter(Boolean).join(' · ');
}

function question(page) {
  const {guess} = page;
  const how = guess.confidence >= 0.75 ? 'signs.surely' : guess.confidence >= 0.5 ? 'signs.probably' : 'signs.perhaps';
  return make('li', {class: 'card ask'},
    place(page),
    make('p', {class: 'unit'}, knownOf(page)),
    make('p', {}, make('strong', {}, say(how, {label: guess.label})), ' ', guess.why),
    make('p', {class: 'actions'},
      make('button', {type: 'button', class: 'primary', 'data-key': `yes-${page.key}`,
        'aria-label': `${say('signs.yes', {label: guess.label})} (${page.path})`, onclick: () => answer(page, guess)},
        say('signs.yes', {label: guess.label})),
      opener(page, 'signs.other', asked)),
    open.has(page.key) && choices(page, guess.touchpoint));
}

/** The button that shows what else a page may be. */
function opener(page, key, draw) {
  const toggle = () => {
    open[open.has(page.key) ? 'delete' : 'add'](page.key);
    draw();
  };
  return make('button', {type: 'button', 'data-key': `open-${page.key}`, 'aria-expanded': String(open.has(page.key)),
    'aria-label': `${say(key)} ${page.path}`, onclick: toggle}, say(key));
}

function choices(page, not) {
  const all = [...seen.choices, {touchpoint: null, label: say('signs.no_step')}];
  return make('div', {class: 'choices', role: 'group', 'aria-label': say('signs.what', {path: page.path})},
    ...all.filter(choice => choice.touchpoint !== not)
      .map(choice => make('button', {type: 'button', onclick: () => answer(page, choice)}, choice.label)));
}

function answer(page, choice) {
  const asked = seen.pages.filter(one => one.standing === 'to_confirm');
  const after = asked[asked.findIndex(one => one.key === page.key) + 1] ?? asked[0];
  open.delete(page.key);
  tell('answer', {key: page.key, touchpoint: choice.touchpoint},
    say('signs.said', {path: page.path, label: choice.label}), () => {
      const key = page.standing === 'to_confirm' ? `yes-${after.key}` : `open-${page.key}`;
      (button(key) ?? at('ask-title')).focus();
    });
}

const button = key => [...document.querySelectorAll('[data-key]')].find(one => one.dataset.key === key);

function known() {
  const words = at('find').value.trim().toLowerCase();
  const pages = seen.pages.filter(page => page.standing !== 'to_confirm'
    && (words === '' || `${page.path} ${page.label} ${page.method}`.toLowerCase().includes(words)));
  const shown = whole ? pages : pages.slice(0, SHORT);
  fill(at('known'),
    ...shown.map(page => make('li', {},
      make('div', {class: 'line'},
        make('div', {}, place(page), make('p', {class: 'unit'}, knownOf(page))),
        make('p', {class: 'meant'}, make('strong', {}, page.label), make('span', {class: 'unit'}, whoSays(page))),
        make('p', {class: 'actions'},
          page.standing === 'confirmed' && make('button', {type: 'button', 'data-key': `forget-${page.key}`,
            'aria-label': `${say('signs.forget')} ${page.path}`, onclick: () => forget(page)}, say('signs.forget')),
          opener(page, 'signs.change', known))),
      open.has(page.key) && choices(page, page.touchpoint))),
    pages.length === 0 && make('li', {class: 'none'}, say('signs.nothing_found')),
    pages.length > shown.length && make('li', {}, make('button', {type: 'button', class: 'more', 'data-key': 'more', onclick: () => {
      whole = true;
      known();
    }}, say('detail.more', {count: pages.length - shown.length}))));
}

const whoSays = page => (page.standing === 'confirmed' ? say('signs.by_you')
  : page.recognised ? say('signs.by_rule', {rule: page.rule})
  : page.guess ? page.guess.why : '');

function forget(page) {
  tell('forget', {key: page.key}, say('signs.forgotten', {path: page.path}),
    () => (button(`yes-${page.key}`) ?? button(`open-${page.key}`) ?? at('ask-title')).focus());
}

// ---- trying ----

async function tryOut(event) {
  event.preventDefault();
  fill(at('tried'));
  if (!/^\s*([/?]|https?:\/\/)/i.test(at('try-address').value)) {
    fill(at('tried'), make('p', {class: 'bad', role: 'alert'}, say('signs.try_wrong')));
    return;
  }
  await attempt(async () => {
    const trial = await ask('api/signs/try', {method: at('try-method').value, address: at('try-address').value});
    const same = trial.seen && trial.seen.touchpoint === trial.touchpoint;
    fill(at('tried'),
      make('p', {class: 'found'}, make('strong', {}, trial.label)),
      make('p', {}, trial.rule.startsWith('panel: ') ? say('signs.by_you')
        : trial.recognised ? say('signs.by_rule', {rule: trial.rule}) : say('signs.by_nothing')),
      make('p', {class: 'unit'}, trial.seen ? say('signs.seen', {count: trial.seen.visits}) : say('signs.not_seen')),
      trial.seen && !same && make('p', {}, say('signs.seen_as', {label: trial.seen.label}), ' ', knownOf(trial.seen)),
      trial.seen?.guess && make('p', {}, trial.seen.guess.why),
      make('p', {class: 'unit'}, say('signs.kept'), ' ', make('code', {}, trial.sign)));
  });
}

// ---- the file ----

async function bring(file) {
  fill(at('preview'));
  if (file.size > LONGEST_FILE * 4) {
    fill(at('preview'), make('p', {class: 'bad', role: 'alert'}, say('signs.too_long')));
    return;
  }
  const text = await file.text();
  try {
    const preview = await ask('api/signs/preview', {file: text});
    if (preview.error) {
      throw new Error(preview.error);
    }
    const clear = () => fill(at('preview'));
    fill(at('preview'),
      make('p', {}, make('strong', {}, file.name), ': ', say('signs.has_rules', {count: preview.rules}), ' ',
        preview.pages === 0 ? say('signs.changes_none') : say('signs.changes', {count: preview.pages, touches: preview.touches})),
      preview.changes.length > 0 && make('ul', {class: 'changes'}, ...preview.changes.map(change => make('li', {},
        make('code', {}, `${change.method} ${change.path}`), ': ', change.today, ' → ', make('strong', {}, change.then)))),
      make('p', {class: 'actions'},
        make('button', {type: 'button', class: 'primary', onclick: () =>
          tell('import', {file: text}, say('signs.imported', {count: preview.rules}), () => {
            clear();
            at('import').focus();
          })}, say('signs.use')),
        make('button', {type: 'button', onclick: clear}, say('signs.cancel'))));
  } catch (failure) {
    fill(at('preview'), make('p', {class: 'bad', role: 'alert'}, say('signs.not_usable', {error: failure.message}), ' ', failure.link));
  }
}

async function start() {
  await begin();
  at('undo').addEventListener('click', () => tell('undo', {}, say('signs.undone'),
    () => (at('undo').hidden ? at('ask-title') : at('undo')).focus()));
  at('try').addEventListener('submit', tryOut);
  at('find').addEventListener('input', known);
  at('import').addEventListener('change', () => {
    const [file] = at('import').files;
    at('import').value = '';
    if (file) {
      bring(file);
    }
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
  // A shop that was opened a minute ago has its first pages soon; nobody's reading is disturbed then.
  setInterval(() => seen?.seen === 0 && document.visibilityState === 'visible' && look(), EVERY);
  look();
}

start();
