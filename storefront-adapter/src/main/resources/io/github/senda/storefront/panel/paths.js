// The page of paths: the whole graph, where it leads, why it takes so long, and what is different now.

import {at, begin, go, parameters, query, reach, trouble, watch} from './frame.js';
import {DRAWN, beginGraph, redecorate, selection, show as showGraph} from './graph.js';
import * as lists from './lists.js';
import {bar, fill, make} from './nodes.js';
import {date, decimal, duration, number, points, rate, rateOrCount, say} from './words.js';

const EVERY = 10000;

let map;
let paths;
let difference;
let told = '';

const ask = watch(EVERY, () => `api/map?${parameters(DRAWN)}`, show);

async function show(content) {
  map = content;
  at('loading').hidden = true;
  at('main').removeAttribute('aria-busy');
  const none = map.journeys === 0;
  at('empty').hidden = !none;
  at('overview').hidden = none;
  if (none) {
    lists.empty(at('empty'), map);
    return;
  }
  closeness();
  showGraph(map);
  await why();
}

/** What is taken apart by itself, as the address has it. */
const parted = () => (query().get('into') ?? '').split(',').filter(Boolean);

const change = changes => {
  go({sel: '', more: '', ...changes}, true);
  ask();
};

/** How closely it is looked at: by touchpoint, by stage, by category of goods, or page by page. */
function closeness() {
  const zoom = query().get('zoom') ?? '';
  const open = query().get('open') ?? '';
  const press = (key, on, changes) => make('button', {type: 'button', 'data-key': key, 'aria-pressed': String(on), onclick: () => change(changes)},
    say(`paths.${key.replace('-', '_')}`));
  at('closeness').hidden = false;
  fill(at('closeness'),
    press('by-touchpoint', zoom === '', {zoom: '', open: '', into: ''}),
    press('by-stage', zoom === 'stage', {zoom: 'stage', open: '', into: ''}),
    (map.parts.includes('category') || zoom === 'category') && press('by-category', zoom === 'category', {zoom: 'category', open: '', into: ''}),
    (map.parts.includes('page') || zoom === 'page') && press('by-page', zoom === 'page', {zoom: 'page', open: '', into: ''}),
    ...parted().map(name => make('button', {type: 'button', 'data-key': `out-${name}`, onclick: () => {
      const others = parted().filter(one => one !== name);
      change({into: others.join(','), ...others.length === 0 && zoom !== 'stage' && {zoom: ''}});
    }}, say('paths.close_up', {label: labelOf(name)}))),
    open !== '' && make('button', {type: 'button', 'data-key': 'shut', onclick: () => change({open: ''})}, say('paths.shut')));
}

/** What a touchpoint is called, be it there as a whole or in parts. */
function labelOf(name) {
  const whole = map.touchpoints.find(touchpoint => touchpoint.name === name)?.label;
  const part = map.touchpoints.find(touchpoint => isPart(touchpoint.name) && touchpoint.name.startsWith(`${name} `));
  return whole ?? part?.label.split(PART)[0] ?? name;
}

const PART = / (?=[/·])/;
const isPart = name => PART.test(name);

/** Asks for what the graph alone does not say, whenever the graph is another. */
async function why() {
  const names = parameters([...DRAWN, 'goal']).toString();
  const wanted = `${map.picture} ${names}`;
  if (wanted === told) {
    return;
  }
  told = wanted;
  try {
    const read = async address => {
      const answer = await reach(address);
      const content = await answer.json();
      if (!answer.ok) {
        throw new Error(content.error);
      }
      return content;
    };
    const [found, changed] = await Promise.all([
      read(`api/paths?${names}`), map.selection.compare ? read(`api/difference?${names}`) : undefined]);
    if (wanted !== told) {
      return;
    }
    paths = found.goal ? found : undefined;
    difference = changed;
    differences();
    if (paths) {
      sentence();
      goals();
      from();
      funnel();
      ways('to-goal', paths.ways.toGoal);
      ways('past', paths.ways.past);
      probable();
      bottleneck();
      loops();
      detours();
    }
    redecorate();
    selection();
  } catch (failure) {
    told = '';
    trouble(failure instanceof TypeError ? say('error.network') : failure.message, failure.link);
  }
}

// ---- where it leads ----

function sentence() {
  const {goal, detours: {median, fewest}} = paths;
  if (goal.conversion.whole === 0) {
    at('sentence').textContent = say('paths.sentence_none', {goal: goal.touchpoint.label});
    return;
  }
  at('sentence').textContent = [
    say('paths.sentence', {part: goal.conversion.part, whole: goal.conversion.whole, goal: goal.touchpoint.label}),
    goal.conversion.small ? say('paths.few') : say('paths.between', {share: rate(goal.conversion.value), low: rate(goal.conversion.low), high: rate(goal.conversion.high)}),
    goal.steps !== undefined && say('paths.steps', {steps: decimal(goal.steps)}),
    median !== undefined && say('paths.touches', {median, fewest}),
  ].filter(Boolean).join(' ');
}

function goals() {
  const select = at('goal');
  const {name} = paths.goal.touchpoint;
  fill(select, ...map.touchpoints.filter(({kind}) => kind === 'step')
    .map(touchpoint => make('option', {value: touchpoint.name}, touchpoint.label)));
  select.value = name;
}

const table = (caption, columns, rows) => make('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption},
  make('table', {},
    make('thead', {}, make('tr', {}, ...columns.map((key, place) => make('th', {scope: 'col', class: place > 0 ? 'number' : undefined}, say(key))))),
    make('tbody', {}, ...rows.map(cells => make('tr', {}, ...cells.map((cell, place) =>
      make(place === 0 ? 'th' : 'td', {scope: place === 0 ? 'row' : undefined, class: place > 0 ? 'number' : undefined}, cell)))))));

function from() {
  const rows = paths.goal.from.filter(({kind}) => kind === 'step').sort((one, two) => two.journeys - one.journeys);
  fill(at('from'), table(say('paths.goal'), ['table.touchpoint', 'table.journeys', 'paths.reach', 'paths.loss', 'paths.to_come'],
    rows.map(row => [row.label, number(row.journeys), row.small ? '–' : rate(row.absorption), row.small ? '–' : rate(row.loss),
      row.steps === undefined ? '–' : decimal(row.steps)])));
}

function funnel() {
  const {steps, journeys} = paths.funnel;
  at('funnel-card').hidden = steps.length < 2;
  const named = rows => rows.slice(0, 3).map(({label, kind, journeys: count}) =>
    `${kind === 'exit' ? say('detail.exit') : label ?? say('paths.others')} (${number(count)})`).join(', ');
  fill(at('steps'), table(say('paths.funnel'),
    ['table.touchpoint', 'paths.closed', 'paths.of_before', 'paths.open', 'paths.median', 'paths.dropped', 'paths.next'],
    steps.map((step, place) => [step.label, number(step.reached), place === 0 ? rateOrCount(step.ofAll) : rateOrCount(step.ofBefore),
      number(step.touched), step.median === undefined ? '–' : duration(step.median),
      step.dropped > 0 ? `▼ ${number(step.dropped)}` : '', named(step.next)])),
  make('p', {class: 'under'}, say('paths.funnel_all', {count: journeys})));
}

// ---- how they get there ----

const way = ({touchpoints}, tally, note) => make('li', {class: 'way'},
  make('span', {class: 'tally'}, make('strong', {}, tally), ' ', note ?? ''),
  make('span', {class: 'path'}, ...lists.path(touchpoints)));

function ways(id, {journeys, distinct, top}) {
  const told = top.reduce((sum, {share}) => sum + share.part, 0);
  at(`${id}-unit`).textContent = say('paths.ways.unit', {journeys, count: distinct});
  fill(at(id), top.length === 0 ? make('p', {class: 'none'}, say('paths.none'))
    : make('ol', {}, ...top.slice(0, 8).map(one => way(one, number(one.share.part), one.share.small ? '' : rate(one.share.value)))),
  journeys > told && make('p', {class: 'under'}, say('paths.ways.others', {count: journeys - told})));
}

function probable() {
  const {probable: all} = paths;
  fill(at('probable'), all.length === 0 ? make('p', {class: 'none'}, say('paths.none'))
    : make('ol', {}, ...all.map(one => way(one, rate(one.probability),
      one.explained && say('paths.explains', {count: one.explained.part})))));
}

// ---- why it takes so long ----

function bottleneck() {
  const {arcs} = paths.bottleneck;
  const most = Math.max(1, ...arcs.map(({held}) => held));
  fill(at('bottleneck'), arcs.length === 0 ? make('p', {class: 'none'}, say('paths.none'))
    : make('ol', {}, ...arcs.slice(0, 8).map(arc => make('li', {class: 'row still'},
      make('span', {class: 'label', title: `${arc.from.label} › ${arc.to.label}`}, `${arc.from.label} › ${arc.to.label}`),
      bar(arc.held / most, 'bad'),
      make('span', {class: 'count'}, number(arc.held)),
      make('span', {class: 'rate'}, rateOrCount(arc.through))))));
}

function loops() {
  const {touches, repeated, repeats, pingPongs, regions} = paths.loops;
  at('loops-unit').textContent = say('paths.loops.unit', {repeated, touches});
  fill(at('loops'), repeats.length === 0 ? make('p', {class: 'none'}, say('paths.none'))
    : make('ol', {}, ...repeats.slice(0, 5).map(({label, again, repeats: count}) => make('li', {class: 'row still'},
      make('span', {class: 'label'}, label), bar(again.part / again.whole, 'plain'),
      make('span', {class: 'count'}, `↻ ${number(count)}`), make('span', {class: 'rate'}, rateOrCount(again))))),
  pingPongs.length > 0 && make('h4', {}, say('paths.ping_pong')),
  make('ol', {}, ...pingPongs.slice(0, 4).map(({home, away, times}) => make('li', {class: 'way'},
    make('span', {class: 'tally'}, make('strong', {}, say('variants.times', {count: times}))),
    make('span', {class: 'path'}, ...lists.path([home, away, home]))))),
  regions.length > 0 && make('h4', {}, say('paths.regions')),
  make('ol', {}, ...regions.slice(0, 3).map(region => make('li', {}, region.touchpoints.map(({label}) => label).join(', ')))));
}

function detours() {
  const {from: legs, detour} = paths.detours;
  at('detours-unit').textContent = detour === undefined ? say('paths.detours.none')
    : detour < 0.005 ? say('paths.detours.straight') : say('paths.detours.unit', {more: rate(detour)});
  const most = Math.max(1, ...legs.map(({extra}) => extra));
  fill(at('detours'), make('ol', {}, ...legs.filter(({extra}) => extra > 0).slice(0, 6).map(leg => make('li', {class: 'row still'},
    make('span', {class: 'label'}, leg.label), bar(leg.extra / most, 'plain'),
    make('span', {class: 'count'}, decimal(leg.mean)), make('span', {class: 'rate'}, say('paths.fewest', {count: leg.fewest}))))));
}

// ---- what is different ----

const changed = row => `${row.value > 0 ? '▲' : '▼'} ${points(row.value)}`;

function differences() {
  at('differences').hidden = !difference;
  if (!difference) {
    return;
  }
  const {journeys, others, steps, arcs} = difference;
  at('differences-unit').textContent = [
    say(`paths.against.${map.selection.compare}`, {from: difference.from ? date(difference.from) : '', to: difference.to ? date(difference.to) : ''}),
    say('paths.against_unit', {journeys, others}), say('paths.colours')].join(' ');
  const clear = [...steps.map(row => ({...row, name: row.at.label})),
    ...arcs.map(row => ({...row, name: `${row.from.label} › ${row.to.label}`}))].filter(row => row.clear)
    .sort((one, two) => Math.abs(two.value) - Math.abs(one.value));
  const all = steps.length + arcs.length;
  fill(at('differences-list'), clear.length === 0 ? make('p', {class: 'none'}, say('paths.no_clear'))
    : table(say('paths.differences'), ['paths.where', 'paths.now', 'paths.before', 'paths.change', 'paths.interval'],
      clear.slice(0, 20).map(row => [row.name, rateOrCount(row.one), rateOrCount(row.other), changed(row),
        say('leaks.between', {low: points(row.low), high: points(row.high)})])),
  clear.length > 0 && make('p', {class: 'under'}, say('paths.others_no_clear', {count: all - clear.length})));
}

/** Colours the picture's lines only where a change is clear; a dash tells them apart without colour. */
function mark(svg, ids) {
  const name = id => map.touchpoints[ids.get(id)];
  const arcs = new Map((difference?.arcs ?? []).filter(row => row.clear)
    .map(row => [JSON.stringify([row.from.kind, row.from.name, row.to.kind, row.to.name]), row]));
  svg.classList.toggle('comparing', Boolean(difference));
  for (const line of svg.querySelectorAll('.line')) {
    const [one, two] = [name(line.dataset.from), name(line.dataset.to)];
    const row = one && two && arcs.get(JSON.stringify([one.kind, one.name, two.kind, two.name]));
    for (const part of [line, ...svg.querySelectorAll(`[data-head="${CSS.escape(line.dataset.id)}"]`)]) {
      part.classList.toggle('more', Boolean(row) && row.value > 0);
      part.classList.toggle('fewer', Boolean(row) && row.value < 0);
    }
  }
}

// ---- one touchpoint ----

/** What else is known of a touchpoint that is selected, and what can be done with it. */
function more(touchpoint) {
  if (touchpoint.kind !== 'step') {
    return [];
  }
  const {name} = touchpoint;
  const stage = name.startsWith('stage:') ? name.slice(6) : undefined;
  const state = paths?.goal.from.find(row => row.kind === 'step' && row.name === name);
  const row = difference?.steps.find(({at: {name: other}}) => other === name);
  const word = text => (/^[A-Za-z_][A-Za-z0-9_.]*$/.test(text) ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  const narrow = condition => {
    const now = query().get('filter');
    go({filter: now ? `(${now}) and ${condition}` : condition}, true);
    ask();
  };
  const button = (key, action) => make('button', {type: 'button', 'data-key': key, onclick: action}, say(`paths.${key}`));
  return [
    state && !state.small && make('p', {}, say('paths.chance', {share: rate(state.absorption), goal: paths.goal.touchpoint.label}), ' ',
      say('paths.lost', {share: rate(state.loss)})),
    row && make('p', {class: row.clear ? undefined : 'unit'}, row.clear ? say('paths.changed', {change: changed(row)}) : say('paths.no_change')),
    make('p', {class: 'actions'},
      !stage && !isPart(name) && button('through', () => narrow(`passes(${word(name)})`)),
      !stage && !isPart(name) && button('without', () => narrow(`never(${word(name)})`)),
      ...['page', 'category'].map(by => map.parts.includes(by) && !stage && !isPart(name) && name !== 'purchase' && name !== 'others'
        && button(by === 'page' ? 'pages' : 'categories', () => {
          const now = query().get('zoom') === 'category' ? 'category' : 'page';
          change({into: [...(now === by ? parted() : []), name].join(','), zoom: by === 'category' ? 'category' : '', open: ''});
        })),
      stage && button('unfold', () => {
        go({open: [...(query().get('open') ?? '').split(',').filter(Boolean), stage].join(','), sel: ''}, true);
        ask();
      }))];
}

await begin(() => {
  selection();
  ask();
});
at('nodes-label').hidden = false;
beginGraph(ask, more, mark);
at('goal').addEventListener('change', () => {
  go({goal: at('goal').value}, true);
  why();
});
ask();
