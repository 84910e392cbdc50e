// Where carts and checkouts are left: at which step, after what, and what it costs.

import {at, begin, parameters, watch} from './frame.js';
import {bar, fill, make} from './nodes.js';
import {amounts, duration, hour, knows, money, number, rate, rateOrCount, say} from './words.js';

const EVERY = 10000;
const FIRST = 20;

let leaks;
let said = '';
let whole = false;

const ask = watch(EVERY, () => `api/leaks?${parameters()}`, content => {
  // What has not changed is not drawn again: nobody's reading is disturbed.
  const text = JSON.stringify([content.carts, content.checkouts, content.latest]);
  if (text !== said) {
    said = text;
    leaks = content;
    show();
  }
});

// ---- showing ----

const cause = name => say(`leaks.cause.${name}`);
const kind = ({name, label}) => (name === '' ? say('leaks.unknown') : name === 'others' ? say('leaks.others')
  : label ?? (knows(`leaks.device.${name}`) ? say(`leaks.device.${name}`) : name));
const worst = rows => rows.reduce((most, row) => (!most || row.count > most.count ? row : most), undefined);

function show() {
  const {carts, checkouts} = leaks;
  const none = checkouts.begun + checkouts.active + carts.all === 0;
  at('loading').hidden = true;
  at('main').removeAttribute('aria-busy');
  at('content').hidden = none;
  at('none').hidden = !none;
  at('none').textContent = none ? say(leaks.journeys === 0 ? 'leaks.none' : 'leaks.none_begun') : '';
  if (none) {
    return;
  }
  at('sentence').textContent = sentence();
  figures();
  rows('steps', checkouts.steps.map(step => ({...step, name: step.label})));
  rows('causes', checkouts.causes.map(row => ({...row, name: cause(row.name)})));
  states();
  rates();
  // One row says nothing that the whole does not.
  for (const id of ['channels', 'devices']) {
    at(`${id}-card`).hidden = checkouts[id].length < 2;
    rows(id, checkouts[id].map(row => ({...row, name: kind(row)})));
  }
  at('fields-card').hidden = checkouts.fields.length === 0;
  fields();
  latest();
}

function sentence() {
  const {checkouts, carts} = leaks;
  const step = worst(checkouts.steps);
  const known = worst(checkouts.causes.filter(({name}) => name !== 'unknown'));
  const lost = checkouts.lost.amounts;
  return [
    checkouts.dropped === 0 ? checkouts.begun > 0 && say('leaks.sentence.none', {count: checkouts.begun})
      : say('leaks.sentence.left', {dropped: checkouts.dropped, begun: checkouts.begun, step: step.label, count: step.count}),
    known && say('leaks.sentence.cause', {cause: cause(known.name), count: known.count}),
    lost.length > 0 && say('leaks.sentence.money', {amount: amounts(lost), count: checkouts.lost.valued}),
    checkouts.active > 0 && say('leaks.sentence.active', {count: checkouts.active}),
    checkouts.dropped === 0 && carts.states.abandoned > 0 && say('leaks.sentence.carts', {count: carts.states.abandoned}),
  ].filter(Boolean).join(' ');
}

const figure = (name, value, note, bad) => make('li', {class: 'card figure'},
  make('span', {class: 'name'}, name), make('strong', {class: bad ? 'value bad' : 'value'}, value), make('span', {class: 'note'}, note));

/** The interval in which a rate truly lies, or that there is too little to say one. */
const sure = share => (share.small || share.value === undefined ? say('figure.few')
  : say('leaks.between', {low: rate(share.low), high: rate(share.high)}));

function figures() {
  const {carts, checkouts} = leaks;
  const [perCart] = carts.abandonment;
  const step = worst(checkouts.steps);
  const risk = carts.worth.find(({state}) => state === 'abandoned');
  fill(at('figures'),
    figure(say('leaks.figure.checkouts'), checkouts.begun === 0 ? '–' : rateOrCount(checkouts.abandonment),
      `${say('leaks.figure.checkouts.note', {dropped: checkouts.dropped, begun: checkouts.begun})} · ${sure(checkouts.abandonment)}`),
    figure(say('leaks.figure.step'), step ? `▼ ${step.label}` : say('figure.none'),
      step ? say('leaks.figure.step.note', {count: step.count, dropped: checkouts.dropped}) : say('figure.no_leak'), step !== undefined),
    figure(say('leaks.figure.carts'), perCart.whole === 0 ? '–' : rateOrCount(perCart),
      perCart.whole === 0 ? say('leaks.figure.carts.open', {count: carts.states.open, hours: duration(carts.abandonedAfter)})
        : `${say('leaks.figure.carts.note', {part: perCart.part, whole: perCart.whole})} · ${sure(perCart)}`),
    figure(say('leaks.figure.risk'), risk ? amounts(risk.amounts) : '–',
      risk ? say('leaks.figure.risk.note', {count: risk.valued})
        : say(carts.states.abandoned > 0 ? 'leaks.figure.risk.none' : 'leaks.figure.risk.not_yet')));
}

function rows(id, all) {
  const most = worst(all)?.count ?? 1;
  const total = leaks.checkouts.dropped;
  fill(at(id), all.length === 0 ? make('p', {class: 'none'}, say('leaks.none_left'))
    : make('ol', {}, ...all.map(row => make('li', {class: 'row still'},
      make('span', {class: 'label', title: row.name}, row.name),
      bar(row.count / most, row.count === most ? 'bad' : 'plain'),
      make('span', {class: 'count'}, number(row.count)),
      make('span', {class: 'rate'}, row.amounts.length > 0 ? amounts(row.amounts) : total < 30 ? '' : rate(row.count / total))))));
}

function states() {
  const {carts} = leaks;
  const worth = Object.fromEntries(carts.worth.map(({state, amounts: all}) => [state, all]));
  at('carts-unit').textContent = say('leaks.carts.unit', {all: carts.all, linked: carts.linked, hours: duration(carts.abandonedAfter)});
  const most = Math.max(1, ...Object.values(carts.states));
  fill(at('carts'), make('ol', {}, ...Object.entries(carts.states).map(([state, count]) => make('li', {class: 'row still'},
    make('span', {class: 'label'}, say(`leaks.state.${state}`)),
    bar(count / most, state === 'abandoned' ? 'bad' : state === 'converted' || state === 'recovered' ? 'good' : 'plain'),
    make('span', {class: 'count'}, number(count)),
    make('span', {class: 'rate'}, worth[state]?.some(({amount}) => amount > 0) ? amounts(worth[state]) : '')))),
  carts.states.recovered > 0 && make('p', {class: 'under'}, say('leaks.recovered', {
    by: carts.recoveredBy.map(row => `${kind({name: row.channel, label: row.label})} (${number(row.count)})`).join(', '),
    after: duration(carts.recoveredAfter)})));
}

function rates() {
  fill(at('rates'), make('ol', {}, ...[leaks.checkouts.abandonment, ...leaks.carts.abandonment].map((share, place) =>
    make('li', {class: 'row still'},
      make('span', {class: 'label'}, say(place === 0 ? 'leaks.unit.checkouts' : `leaks.unit.${share.unit}`)),
      bar(share.value ?? 0, 'plain'),
      make('span', {class: 'count'}, share.whole === 0 ? '–' : rateOrCount(share)),
      make('span', {class: 'rate'}, share.whole > 0 ? sure(share) : say(share.unit === 'visitors' ? unknownVisitors() : 'figure.few'))))));
}

/** Why nothing can be said by visitor: where visits are not linked, nobody has more than one. */
const unknownVisitors = () => (leaks.mode === undefined ? 'leaks.visitors.file' : `leaks.visitors.${leaks.mode}`);

function fields() {
  const {fields: all} = leaks.checkouts;
  const most = worst(all)?.count ?? 1;
  fill(at('fields'), make('ol', {}, ...all.map(field => make('li', {class: 'row still'},
    make('span', {class: 'label'}, make('code', {}, field.name)),
    bar(field.count / most, field.count === most ? 'bad' : 'plain'),
    make('span', {class: 'count'}, number(field.count)),
    make('span', {class: 'rate'}, field.order > 0 ? say('leaks.field.order', {order: field.order}) : '')))));
}

function latest() {
  const shown = whole ? leaks.latest : leaks.latest.slice(0, FIRST);
  const column = key => make('th', {scope: 'col'}, say(key));
  const more = leaks.latest.length - shown.length;
  fill(at('latest'), leaks.latest.length === 0 ? make('p', {class: 'none'}, say('leaks.none_left'))
    : make('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'latest-title'}, make('table', {},
      make('thead', {}, make('tr', {}, ...['leaks.col.hour', 'leaks.col.reached', 'leaks.col.cause', 'leaks.col.met',
        'leaks.col.after', 'leaks.col.stayed', 'leaks.col.value'].map(column))),
      make('tbody', {}, ...shown.map(left => make('tr', {},
        make('td', {}, hour(left.hour)),
        make('td', {}, left.reachedLabel, left.completedLabel ? make('span', {class: 'unit block'}, say('leaks.completed', {step: left.completedLabel})) : ''),
        make('td', {}, cause(left.cause), left.field ? make('span', {class: 'unit block'}, say('leaks.last_field', {field: left.field.name})) : ''),
        make('td', {}, left.met.map(({name, times}) => `${cause(name)}${times > 1 ? ` ×${number(times)}` : ''}`).join(', ')),
        make('td', {}, left.after.map(name => say(`leaks.after.${name}`)).join(', ')),
        make('td', {class: 'number'}, left.secondsInStep === 0 ? '–' : duration(left.secondsInStep)),
        make('td', {class: 'number'}, left.value ? money(left.value) : left.pageSays ? say('leaks.page_says', {amount: money(left.pageSays)}) : '–',
          left.recovered ? make('span', {class: 'unit block'}, say('leaks.bought_later')) : '')))))),
  more > 0 && make('button', {type: 'button', class: 'more', 'data-key': 'more', onclick: () => {
    whole = true;
    latest();
  }}, say('detail.more', {count: more})));
}

await begin(ask);
ask();
