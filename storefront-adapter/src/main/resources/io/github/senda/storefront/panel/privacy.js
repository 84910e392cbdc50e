// What is settled about visitors' privacy, and what is answered to who asks for it.

import {ask, at, attempt, begin, lang} from './frame.js';
import {fill, make} from './nodes.js';
import {say} from './words.js';

const moment = new Intl.DateTimeFormat(lang, {dateStyle: 'medium', timeStyle: 'short'});

const line = text => make('li', {}, text);
const lines = (parent, all) => fill(parent, ...all.length > 0 ? all.map(line) : [make('li', {class: 'none'}, say('privacy.nobody'))]);
const role = name => (name === 'token' || name === 'visitor' ? say(`privacy.role.${name}`) : name);
const named = new Intl.DisplayNames(lang, {type: 'language'});

async function look() {
  const found = await ask('api/privacy');
  fill(at('settled'),
    line(say(`privacy.mode.${found.mode}`)),
    line(say('privacy.months', {count: found.months})),
    found.mode === 'ask' ? line(say('privacy.linked_months', {count: found.linked_months})) : '',
    line(say('privacy.opted_out', {count: found.opted_out})),
    make('li', {}, `${say('privacy.page')}: `, make('a', {href: found.page}, new URL(found.page, location.href).href)));
  fill(at('policy'), ...Object.entries(found.policy).sort(([one], [two]) => (two === lang) - (one === lang)).map(([language, text]) => {
    const area = make('textarea', {rows: 12, readonly: '', lang: language, 'aria-label': `${say('privacy.policy')} (${named.of(language)})`});
    area.value = text;
    return make('div', {}, area, make('p', {class: 'actions'},
      make('button', {type: 'button', onclick: () => copy(area)}, say('privacy.copy', {language: named.of(language)})),
      make('span', {role: 'status'})));
  }));
  at('searches-card').hidden = found.mode !== 'ask';
  fill(at('searches'), ...found.searches.length > 0
    ? found.searches.map(one => line(say('privacy.searches_one', {words: one.words, count: one.journeys, fruitless: one.fruitless})))
    : [make('li', {class: 'none'}, say('privacy.searches_none'))]);
  lines(at('asked'), found.asked.map(one => say('privacy.asked_one', {
    time: moment.format(new Date(one.time)), kind: say(`privacy.kind.${one.kind}`), count: one.journeys, role: role(one.role)})));
  lines(at('looks'), found.looks.map(one => say('privacy.looks_one', {
    time: moment.format(new Date(one.time)), part: say(`privacy.part.${one.part}`), role: role(one.role)})));
  at('main').removeAttribute('aria-busy');
}

async function copy(area) {
  area.select();
  // Where the page is not served over https there is no clipboard: the text stands selected then.
  await navigator.clipboard?.writeText(area.value);
  fill(area.parentElement.querySelector('[role="status"]'), say(navigator.clipboard ? 'privacy.copied' : 'privacy.selected'));
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
  if (act === 'erase' && !confirm(say('privacy.sure'))) {
    return;
  }
  await attempt(async () => {
    const found = await ask(`api/privacy/${act}`, person);
    if (act === 'access') {
      download(found);
      fill(at('done'), say(found.visits.length > 0 ? 'privacy.found' : 'privacy.found_none', {count: found.visits.length}));
    } else {
      fill(at('done'), say(found.journeys > 0 ? 'privacy.erased' : 'privacy.erased_none', {count: found.journeys}));
      at('id').value = '';
    }
    await look();
  }, at('done'));
}

async function start() {
  await begin();
  at('person').addEventListener('submit', answer);
  attempt(look);
}

start();
