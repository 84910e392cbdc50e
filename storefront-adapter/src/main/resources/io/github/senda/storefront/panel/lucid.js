// The push to Lucid, in the dialog of the export: a key or a sign-in, a title and a folder, how far it has come, the link.

import {ask, at, attempt, lang, reach} from './frame.js';
import {fill, make} from './nodes.js';
import {say} from './words.js';

const EVERY = 700;
const LUCID = 'https://lucid.app/';
const FORMS = ['lucid', 'drawio', 'visio'];

let parameters;
let state;
let timer;
let since;
let title;
let folder;
let form = FORMS[0];
let changing = false;

/**
 * Shows what there is to push by, unless this panel pushes nothing.
 *
 * @param slot the element that it goes into
 * @param wanted gives the parameters of what is looked at
 */
export async function lucid(slot, wanted) {
  parameters = wanted;
  const answer = await reach(`api/lucid?lang=${lang}`).catch(() => undefined);
  if (!answer?.ok) {
    return;
  }
  state = await answer.json();
  since ??= state.push.number;
  if (!at('lucid-box')) {
    const box = make('details', {id: 'lucid-box'},
      make('summary', {}, say('lucid.open')),
      make('div', {id: 'lucid-result', role: 'status'}),
      make('div', {id: 'lucid-trouble'}),
      make('div', {id: 'lucid-work'}),
      make('p', {class: 'unit'}, say('lucid.file')));
    fill(slot, box);
  }
  title ??= `${at('source').textContent || document.title} · ${new Date().toLocaleDateString(lang)}`;
  show();
  again();
}

/** Asks again how things are while something is on its way and somebody looks. */
function again() {
  clearTimeout(timer);
  if (state.push.phase === 'running' && at('exporting').open) {
    timer = setTimeout(() => attempt(async () => take(await (await reach(`api/lucid?lang=${lang}`)).json()), at('lucid-trouble')), EVERY);
  }
}

function take(content) {
  state = content;
  show();
  again();
}

/** Something that the server does, and what it says of how things are then. */
const does = (path, fields = {}) => attempt(async () => take(await ask(`api/lucid/${path}`, fields)), at('lucid-trouble'));

// ---- what is shown ----

function show() {
  const {push} = state;
  const running = push.phase === 'running';
  const kind = running ? 'running' : changing || state.means === 'none' ? 'means' : `form ${state.means}`;
  const work = at('lucid-work');
  if (work.dataset.kind !== kind) {
    work.dataset.kind = kind;
    fill(work, running ? progress() : kind === 'means' ? means() : sending());
  }
  fill(at('lucid-result'), !running && push.number > since && result(push));
  if (running) {
    at('lucid-box').open = true;
    const bar = work.querySelector('progress');
    const text = say(`lucid.step.${push.step}`);
    if (push.of > 0) {
      bar.max = push.of;
      bar.value = push.done;
    } else {
      bar.removeAttribute('value');
    }
    if (at('lucid-step').textContent !== text) {
      at('lucid-step').textContent = text;
    }
  }
}

const button = (key, text, onclick, kind) => make('button', {type: 'button', 'data-key': `lucid-${key}`, class: kind, onclick}, text);

const field = (id, text, input, hint) => make('div', {}, make('label', {for: id}, text), input, hint && make('p', {class: 'unit'}, hint));

const progress = () => make('div', {},
  make('p', {id: 'lucid-step', role: 'status'}),
  make('progress', {'aria-labelledby': 'lucid-step'}),
  make('p', {class: 'actions'}, button('stop', say('lucid.stop'), () => does('stop'))));

function means() {
  const key = make('input', {id: 'lucid-key', type: 'password', autocomplete: 'off', spellcheck: 'false', maxlength: '8192'});
  const keeping = make('form', {},
    make('p', {}, say('lucid.key_hint')),
    make('div', {class: 'fields'}, field('lucid-key', say('lucid.key'), key)),
    make('p', {class: 'actions'},
      make('button', {type: 'submit', class: 'primary', 'data-key': 'lucid-keep'}, say('lucid.keep')),
      state.connect && button('connect', say('lucid.connect'), () => attempt(connect, at('lucid-trouble'))),
      state.means !== 'none' && button('back', say('lucid.back'), () => {
        changing = false;
        show();
      })));
  keeping.addEventListener('submit', async event => {
    event.preventDefault();
    const before = changing;
    changing = false;
    if (!await does('key', {key: key.value})) {
      changing = before;
    }
  });
  return keeping;
}

async function connect() {
  const back = new URL('lucid-return', location.href);
  back.search = '';
  back.hash = '';
  const {address} = await ask('api/lucid/connect', {redirect: back.href});
  if (address.startsWith(LUCID)) {
    location.assign(address);
  }
}

function sending() {
  const name = make('input', {id: 'lucid-name', maxlength: '300', value: title});
  const place = make('input', {id: 'lucid-folder', inputmode: 'numeric', maxlength: '18', value: folder ?? state.folder ?? ''});
  const kind = make('select', {id: 'lucid-form'}, ...FORMS.map(one =>
    make('option', {value: one, selected: one === form}, say(`lucid.form.${one}`))));
  return make('div', {},
    make('div', {class: 'fields'},
      field('lucid-name', say('lucid.name'), name),
      field('lucid-form', say('lucid.form'), kind),
      field('lucid-folder', say('lucid.folder'), place, say('lucid.folder_hint'))),
    make('p', {class: 'unit'}, say(`lucid.means.${state.means}`), ' ',
      button('change', say('lucid.change'), () => {
        changing = true;
        show();
      }, 'link'), ' ',
      state.means !== 'set' && button('forget', say('lucid.forget'), () => does('forget'), 'link')),
    make('p', {class: 'actions'}, button('send', say('lucid.send'), () => attempt(async () => {
      title = name.value;
      folder = place.value;
      form = kind.value;
      const answer = await reach(`api/lucid/push?${parameters()}`, {method: 'POST',
        headers: {'Content-Type': 'application/json'}, body: JSON.stringify({title, folder, form})});
      const content = await answer.json();
      if (!answer.ok) {
        throw new Error(content.error);
      }
      since = content.push.number - 1;
      take(content);
    }, at('lucid-trouble')), 'primary')));
}

/** What became of a push: the link, what was compared, what was left out; or why there is none. */
function result(push) {
  const failed = push.phase === 'failed';
  return make('div', {class: failed || push.whole === false ? 'banner amber' : 'banner blue'},
    failed && make('p', {}, push.error),
    ...(push.documents ?? []).map((made, i) => make('p', {}, say(made.found_later ? 'lucid.found_later' : 'lucid.done', {title: made.title}), ' ',
      made.link?.startsWith(LUCID) && make('a', {id: i === 0 ? 'lucid-link' : undefined, href: made.link, target: '_blank', rel: 'noopener noreferrer'}, say('lucid.link')))),
    push.share !== undefined && make('p', {}, say('lucid.simplified', {share: push.share})),
    push.whole === true && make('p', {}, say('lucid.whole', {shapes: push.shapes, lines: push.lines})),
    push.whole === false && make('p', {}, say('lucid.missing', {shapes: push.shapes, there: push.shapes_there,
      lines: push.lines, linesthere: push.lines_there, keys: push.keys_missing})),
    push.not_read && make('p', {}, say('lucid.not_read', {reason: push.not_read})));
}
