// What is settled about visitors' privacy, and what is answered to who asks for it.

import {fill, make} from './nodes.js';
import {say, speak} from './words.js';

const at = id => document.getElementById(id);
const lang = document.documentElement.lang;
const moment = new Intl.DateTimeFormat(lang, {dateStyle: 'medium', timeStyle: 'short'});

async function ask(path, body) {
  const answer = await fetch(`${path}?lang=${lang}`, body === undefined ? {cache: 'no-store'}
    : {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  const content = await answer.json();
  if (!answer.ok) {
    throw new Error(content.error);
  }
  return content;
}

async function attempt(work) {
  fill(at('trouble'));
  try {
    await work();
  } catch (failure) {
    fill(at('trouble'), make('p', {class: 'banner red', role: 'alert'}, failure.message));
  }
}

const line = text => make('li', {}, text);

async function look() {
  const found = await ask('api/privacy');
  fill(at('settled'),
    line(say(`privacy.mode.${found.mode}`)),
    line(say('privacy.months', {count: found.months})),
    found.mode === 'ask' ? line(say('privacy.linked_months', {count: found.linked_months})) : '',
    line(say('privacy.opted_out', {count: found.opted_out})),
    make('li', {}, make('a', {href: found.page}, say('privacy.page'))));
  fill(at('policy'), ...Object.entries(found.policy).map(([language, text]) => {
    const area = make('textarea', {rows: 12, cols: 80, readonly: '', lang: language, 'aria-label': `${say('privacy.policy')} (${language})`});
    area.value = text;
    return make('div', {}, area, make('p', {}, make('button', {type: 'button', onclick: () => copy(area)}, say('privacy.copy', {language}))));
  }));
  fill(at('asked'), ...found.asked.map(one => line(say('privacy.asked_one', {
    time: moment.format(new Date(one.time)), kind: say(`privacy.kind.${one.kind}`), count: one.journeys, role: one.role}))));
  fill(at('looks'), ...found.looks.map(one => line(say('privacy.looks_one', {
    time: moment.format(new Date(one.time)), part: say(`privacy.part.${one.part}`), role: one.role}))));
  at('main').removeAttribute('aria-busy');
}

async function copy(area) {
  area.select();
  await navigator.clipboard?.writeText(area.value);
}

function download(content) {
  const file = new Blob([JSON.stringify(content, null, 2)], {type: 'application/json'});
  const link = make('a', {href: URL.createObjectURL(file), download: 'senda-person.json'});
  document.body.append(link);
  link.click();
  URL.revokeObjectURL(link.href);
  link.remove();
}

async function answer(event) {
  event.preventDefault();
  const act = event.submitter?.value ?? 'access';
  const person = {by: at('by').value, id: at('id').value};
  fill(at('done'));
  if (act === 'erase' && !confirm(say('privacy.sure'))) {
    return;
  }
  await attempt(async () => {
    const found = await ask(`api/privacy/${act}`, person);
    if (act === 'access') {
      download(found);
      fill(at('done'), say('privacy.found', {count: found.visits.length}));
    } else {
      fill(at('done'), say('privacy.erased', {count: found.journeys}));
      at('id').value = '';
    }
    await look();
  });
}

async function start() {
  const words = await fetch(`api/messages?lang=${lang}`, {cache: 'no-store'});
  speak(lang, await words.json());
  for (const one of ['es', 'en']) {
    at(`lang-${one}`).setAttribute('aria-current', String(one === lang));
  }
  at('person').addEventListener('submit', answer);
  attempt(look);
}

start();
