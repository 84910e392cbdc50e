// The push to Lucid: a dialogue with a key or a sign-in, a title and a folder, how far it has come, and the link.

import {fill, make} from './nodes.js';
import {say} from './words.js';

const EVERY = 700;
const LUCID = 'https://lucid.app/';

let dialog;
let query;
let state;
let timer;
let asked = 0;
let title = '';
let folder;
let changing = false;

/**
 * Puts the button into its place, unless this panel pushes nothing.
 *
 * @param slot the element that gets the button
 * @param parameters gives what the address asks to see, as parameters, with more of them
 * @param proposal gives a title
 */
export async function lucid(slot, parameters, proposal) {
  query = parameters;
  const answer = await fetch(`api/lucid?${query()}`, {cache: 'no-store'});
  if (!answer.ok) {
    return;
  }
  state = await answer.json();
  fill(slot, make('button', {id: 'lucid-open', type: 'button', 'aria-haspopup': 'dialog', title: say('lucid.hint'),
    onclick: () => open(proposal)}, say('lucid.open')));
}

async function open(proposal) {
  title ||= proposal();
  if (!dialog) {
    dialog = make('dialog', {id: 'lucid-dialog', 'aria-labelledby': 'lucid-title'});
    dialog.addEventListener('close', () => clearTimeout(timer));
    document.body.append(dialog);
  }
  dialog.showModal();
  asked = state.push.number;
  show();
  await look();
}

/** Asks how things are, and again while something is on its way. */
async function look() {
  clearTimeout(timer);
  try {
    await ask('api/lucid');
  } catch (failure) {
    trouble(failure);
  }
  if (dialog.open && state.push.phase === 'running') {
    timer = setTimeout(look, EVERY);
  }
}

async function ask(path, fields) {
  const answer = await fetch(`${path}?${query()}`, fields === undefined ? {cache: 'no-store'}
    : {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(fields)});
  if (answer.status === 401) {
    throw new Error(say('error.session'));
  }
  const content = await answer.json();
  if (!answer.ok) {
    throw new Error(content.error);
  }
  if (content.push) {
    state = content;
    show();
  }
  return content;
}

function trouble(failure) {
  const text = failure instanceof TypeError ? say('error.network') : failure.message;
  fill(dialog.querySelector('#lucid-trouble'), make('p', {class: 'banner amber', role: 'alert'}, text));
}

async function attempt(work) {
  try {
    await work();
  } catch (failure) {
    trouble(failure);
  }
}

// ---- what the dialogue shows ----

function show() {
  const {push} = state;
  const running = push.phase === 'running';
  const kind = running ? 'running' : changing || state.means === 'none' ? 'means' : 'form';
  const told = !running && push.number > asked && result(push);
  if (dialog.dataset.kind !== kind || kind === 'running' && !dialog.querySelector('progress')) {
    dialog.dataset.kind = kind;
    fill(dialog,
      make('h2', {id: 'lucid-title'}, say('lucid.title')),
      make('div', {id: 'lucid-result', role: 'status'}),
      make('div', {id: 'lucid-trouble'}),
      running ? progress() : kind === 'means' ? means() : form(),
      make('p', {class: 'unit'}, say('lucid.file'), ' ',
        make('a', {href: `export?${query({format: 'lucid'})}`, download: true}, say('lucid.download')), ' · ',
        make('a', {href: `export?${query({format: 'drawio'})}`, download: true}, say('export.drawio'))),
      make('p', {class: 'actions'}, make('button', {type: 'button', 'data-key': 'close', onclick: () => dialog.close()}, say('lucid.close'))));
  }
  fill(dialog.querySelector('#lucid-result'), told);
  if (running) {
    const bar = dialog.querySelector('progress');
    const text = say(`lucid.step.${push.step}`);
    if (push.of > 0) {
      bar.max = push.of;
      bar.value = push.done;
    } else {
      bar.removeAttribute('value');
    }
    if (dialog.querySelector('#lucid-step').textContent !== text) {
      dialog.querySelector('#lucid-step').textContent = text;
    }
  }
}

const progress = () => make('div', {},
  make('p', {id: 'lucid-step', role: 'status'}),
  make('progress', {'aria-labelledby': 'lucid-step'}),
  make('p', {class: 'actions'}, make('button', {type: 'button', 'data-key': 'stop',
    onclick: () => attempt(async () => {
      await ask('api/lucid/stop', {});
      await look();
    })}, say('lucid.stop'))));

function means() {
  const key = make('input', {id: 'lucid-key', type: 'password', autocomplete: 'off', spellcheck: 'false', maxlength: '8192'});
  return make('div', {class: 'fields'},
    make('p', {}, say('lucid.key_hint')),
    make('label', {for: 'lucid-key'}, say('lucid.key')), key,
    make('p', {class: 'actions'},
      make('button', {type: 'button', class: 'primary', 'data-key': 'keep', onclick: () => attempt(async () => {
        changing = false;
        try {
          await ask('api/lucid/key', {key: key.value});
        } catch (failure) {
          changing = state.means !== 'none';
          throw failure;
        }
      })}, say('lucid.keep')),
      state.connect && make('button', {type: 'button', 'data-key': 'connect', onclick: () => attempt(connect)}, say('lucid.connect')),
      state.means !== 'none' && make('button', {type: 'button', 'data-key': 'back', onclick: () => {
        changing = false;
        show();
      }}, say('lucid.back'))));
}

async function connect() {
  const redirect = new URL('lucid-return', location.href);
  redirect.search = '';
  redirect.hash = '';
  const {address} = await ask('api/lucid/connect', {redirect: redirect.href});
  if (address.startsWith(LUCID)) {
    location.assign(address);
  }
}

function form() {
  const name = make('input', {id: 'lucid-name', maxlength: '300', value: title});
  const place = make('input', {id: 'lucid-folder', inputmode: 'numeric', maxlength: '18', value: folder ?? state.folder ?? ''});
  const kind = make('select', {id: 'lucid-form'},
    ...['lucid', 'drawio', 'visio'].map(one => make('option', {value: one}, say(`lucid.form.${one}`))));
  return make('div', {class: 'fields'},
    make('label', {for: 'lucid-name'}, say('lucid.name')), name,
    make('label', {for: 'lucid-folder'}, say('lucid.folder')), place,
    make('p', {class: 'unit'}, say('lucid.folder_hint')),
    make('label', {for: 'lucid-form'}, say('lucid.form')), kind,
    make('p', {class: 'unit'}, say(`lucid.means.${state.means}`), ' ',
      make('button', {type: 'button', class: 'link', 'data-key': 'change', onclick: () => {
        changing = true;
        show();
      }}, say('lucid.change')), ' ',
      state.means !== 'set' && make('button', {type: 'button', class: 'link', 'data-key': 'forget',
        onclick: () => attempt(async () => {
          delete dialog.dataset.kind;
          await ask('api/lucid/forget', {});
        })}, say('lucid.forget'))),
    make('p', {class: 'actions'}, make('button', {type: 'button', class: 'primary', 'data-key': 'send',
      onclick: () => attempt(async () => {
        title = name.value;
        folder = place.value;
        asked = state.push.number;
        fill(dialog.querySelector('#lucid-trouble'));
        await ask('api/lucid/push', {title, folder, form: kind.value});
        timer = setTimeout(look, EVERY);
      })}, say('lucid.send'))));
}

/** What became of a push: the link, what was compared, what was left out; or why there is none. */
function result(push) {
  if (push.phase === 'failed') {
    return make('p', {class: 'banner amber'}, push.error);
  }
  return make('div', {class: 'banner blue'},
    make('p', {}, say(push.found_later ? 'lucid.found_later' : 'lucid.done', {title: push.title}), ' ',
      push.link?.startsWith(LUCID) && make('a', {id: 'lucid-link', href: push.link, target: '_blank', rel: 'noopener noreferrer'}, say('lucid.link'))),
    push.share !== undefined && make('p', {}, say('lucid.simplified', {share: push.share})),
    push.whole === true && make('p', {}, say('lucid.whole', {shapes: push.shapes, lines: push.lines})),
    push.whole === false && make('p', {}, say('lucid.missing', {shapes: push.shapes, there: push.shapes_there,
      lines: push.lines, linesthere: push.lines_there, keys: push.keys_missing})),
    push.not_read && make('p', {}, say('lucid.not_read', {reason: push.not_read})));
}
