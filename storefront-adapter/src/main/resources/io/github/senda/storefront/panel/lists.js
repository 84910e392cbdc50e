// Everything beside the graph: figures, sentence, lists, tables.

import {bar, fill, make} from './nodes.js';
import {amounts, date, duration, knows, number, rate, rateOrCount, say} from './words.js';

const SHORT = 6;
const opened = new Set();

const isShop = map => map.touchpoints.some(({kind, name}) => kind === 'step' && name === 'purchase');
const hasCarts = map => map.touchpoints.some(({kind, name}) => kind === 'step' && name === 'add_to_cart');

export function figures(parent, map, select, atRisk) {
  const leak = map.dropOffs[0];
  const place = leak && map.touchpoints[leak.at];
  fill(parent,
    figure(say('figure.journeys'), number(map.journeys), map.status.live || map.active > 0
      ? say('figure.journeys.note', {ended: map.ended, count: map.active})
      : say('figure.journeys.note_file', {touches: map.touches})),
    shareFigure('conversion', map.conversion, isShop(map) ? undefined : 'figure.no_purchases'),
    shareFigure('cart', map.cartAbandonment, hasCarts(map) ? undefined : 'figure.no_carts', atRisk),
    leak
      ? figure(say('figure.leak'),
          make('button', {type: 'button', class: 'leak', 'data-key': 'leak', onclick: () => select(leak.at)},
            `▼ ${place.label}`),
          leak.small
            ? say('figure.leak.note_few', {part: leak.part, whole: leak.whole})
            : say('figure.leak.note', {left: leak.part, share: rate(leak.value)}))
      : figure(say('figure.leak'), say('figure.none'), say('figure.no_leak')));
}

function shareFigure(key, share, missing, atRisk = []) {
  if (missing) {
    return figure(say(`figure.${key}`), '–', say(missing));
  }
  if (share.whole === 0) {
    return figure(say(`figure.${key}`), '–', say('figure.few'));
  }
  return share.small || share.value === undefined
    ? figure(say(`figure.${key}`), say('figure.count', {part: share.part, whole: share.whole}), say('figure.few'))
    : figure(say(`figure.${key}`), rate(share.value), atRisk.length > 0
      ? say('figure.cart.at_risk', {part: share.part, whole: share.whole, amount: amounts(atRisk)})
      : say(`figure.${key}.note`, {part: share.part, whole: share.whole}));
}

const figure = (name, value, note) =>
  make('li', {class: 'card figure'},
    make('span', {class: 'name'}, name), make('strong', {class: 'value'}, value), make('span', {class: 'note'}, note));

export function sentence(parent, map) {
  const leak = map.dropOffs[0];
  const step = leak && map.touchpoints[leak.at].label;
  let main = '';
  if (map.ended === 0) {
    main = '';
  } else if (!isShop(map) && !hasCarts(map)) {
    main = leak ? say('sentence.plain', {step, count: leak.part, ended: map.ended}) : '';
  } else if (map.conversion.small) {
    main = say('sentence.few', {purchases: map.conversion.part, ended: map.ended});
  } else if (leak) {
    main = say('sentence.leak', {conversion: rate(map.conversion.value), step, count: leak.part, share: rateOrCount(leak)});
  } else {
    main = say('sentence.no_leak', {conversion: rate(map.conversion.value)});
  }
  const open = map.active > 0 ? say('sentence.active', {count: map.active}) : '';
  parent.textContent = [main, open].filter(Boolean).join(' ');
}

/** The words for a notice, as `store_trimmed|count=3|until=…`; one that has none stands as it is. */
function noticeWords(notice) {
  const [name, ...parts] = notice.split('|');
  const key = `notice.${name}`;
  if (!knows(key) && !knows(`${key}.other`)) {
    return notice;
  }
  const places = Object.fromEntries(parts.map(part => part.split('=', 2)));
  return say(key, {
    ...places,
    ...places.count && {count: Number(places.count)},
    ...places.until && {until: date(places.until)},
  });
}

export function banners(parent, map) {
  const all = [];
  for (const notice of map.status.notices) {
    // What a log file's reader left out is no alarm, nor is it that a store keeps to its size.
    const alarm = (map.status.live || map.journeys === 0) && !notice.startsWith('store_trimmed|');
    all.push([alarm ? 'amber' : 'blue', noticeWords(notice)]);
  }
  if (map.status.dropped > 0) {
    all.push(['amber', say('banner.dropped', {count: map.status.dropped})]);
  }
  if (map.simulated > 0) {
    all.push(['blue', map.simulated === map.journeys && map.journeys > 1
      ? say('banner.simulated_all', {journeys: map.journeys})
      : say('banner.simulated', {count: map.simulated, journeys: map.journeys})]);
  }
  const named = map.touchpoints.filter(({kind, name}) => kind === 'step' && name !== 'others').length;
  if (map.fewest > 1 && map.merged - map.openable > 2 * named) {
    all.push(['blue', say('banner.small_groups', {count: map.fewest})]);
  }
  if (map.journeys > 0 && map.conversion.small) {
    all.push(['blue', say('banner.few')]);
  }
  const shown = [...parent.children].map(banner => banner.textContent).join('\n');
  // Said once, not at every look: a status that is written again is read out again.
  if (shown !== all.map(([, text]) => text).join('\n')) {
    fill(parent, ...all.map(([kind, text]) => make('p', {class: `banner ${kind}`}, text)));
  }
}

/** A list that shows its first entries, and the others when asked. */
function list(parent, key, entries, render, none) {
  if (entries.length === 0) {
    fill(parent, make('p', {class: 'none'}, none));
    return;
  }
  const long = entries.length > SHORT;
  const whole = opened.has(key);
  const toggle = () => {
    opened[whole ? 'delete' : 'add'](key);
    list(parent, key, entries, render, none);
  };
  fill(parent,
    make('ol', {}, ...(whole ? entries : entries.slice(0, SHORT)).map(render)),
    long && make('button', {type: 'button', class: 'more', 'data-key': key, 'aria-expanded': String(whole), onclick: toggle},
      whole ? say('detail.less') : say('detail.more', {count: entries.length - SHORT})));
}

export function dropOffs(parent, map, select) {
  const most = map.dropOffs[0]?.part ?? 1;
  list(parent, 'drop-offs', map.dropOffs, leak => make('li', {},
    make('button', {type: 'button', class: 'row', 'data-key': `leak-${leak.at}`, onclick: () => select(leak.at)},
      make('span', {class: 'label'}, map.touchpoints[leak.at].label),
      bar(leak.part / most, leak.part === most ? 'bad' : 'plain'),
      make('span', {class: 'count'}, number(leak.part)),
      make('span', {class: 'rate'}, leak.small ? say('figure.count', {part: leak.part, whole: leak.whole}) : rate(leak.value)))),
  say('drop_offs.none'));
}

export function funnel(parent, map) {
  const all = map.funnel.journeys;
  let before = all;
  const rows = [{label: say('funnel.all'), reached: all}, ...map.funnel.steps].map((step, at) => {
    const few = before < 30;
    const of = at === 0 || before === 0 ? ''
      : few ? say('figure.count', {part: step.reached, whole: before})
      : say('funnel.of_before', {share: rate(step.reached / before)});
    before = step.reached;
    return make('li', {class: 'row still'},
      make('span', {class: 'label'}, step.label),
      bar(all === 0 ? 0 : step.reached / all, step.name === 'purchase' ? 'good' : 'plain'),
      make('span', {class: 'count'}, number(step.reached)),
      make('span', {class: 'rate'}, of));
  });
  fill(parent, make('ol', {}, ...rows));
}

const CREDITS = ['own', 'last', 'first'];

/** Channels by one of three models of credit; where no visits are linked there is but one. */
export function channels(card, {linked, channels: by}, mode, wanted, choose) {
  const credit = linked > 0 && CREDITS.includes(wanted) ? wanted : 'own';
  const all = by[credit];
  const most = Math.max(1, ...all.map(({whole}) => whole));
  fill(card.querySelector('.chips'), ...(linked === 0 ? [] : CREDITS).map(name => make('button', {type: 'button',
    'data-key': name, 'aria-pressed': String(name === credit), onclick: () => choose(name)}, say(`channels.credit.${name}`))));
  card.querySelector('.unit').textContent = [say(`channels.unit.${credit}`),
    linked > 0 ? say('channels.linked', {count: linked}) : mode === 'anonymous' && say('channels.anonymous')].filter(Boolean).join(' ');
  list(card.querySelector('.listed'), 'channels', all, ({label, part, whole, value, low, high, small}) => {
    const bought = small || value === undefined
      ? say('figure.count', {part, whole}) : say('channels.bought', {share: rate(value)});
    const title = value === undefined ? undefined
      : say('channels.interval', {part, whole, low: rate(low), high: rate(high)});
    return make('li', {class: 'row still', title},
      make('span', {class: 'label'}, label ?? say('channels.others')),
      bar(whole / most, 'plain'),
      make('span', {class: 'count'}, number(whole)),
      make('span', {class: 'rate'}, bought));
  }, '');
}

/** The commonest ways; those of few journeys are told together. */
export function variants(parent, key, ways, small, none) {
  if (!ways) {
    list(parent, key, [], undefined, say('state.updating'));
    return;
  }
  const entries = ways[key];
  const others = ways[`${key}Others`];
  list(parent, key, entries, way => make('li', {class: 'way'},
    make('span', {class: 'tally'}, make('strong', {}, number(way.journeys)), ' ', small ? '' : rate(way.share)),
    make('span', {class: 'path'}, ...path(way.touchpoints.map(place => ways.touchpoints[place])))), others.journeys > 0 ? '' : none);
  if (others.journeys > 0) {
    parent.append(make('p', {class: 'under'}, say('variants.others', {count: others.ways, journeys: others.journeys})));
  }
}

const MOST_RUNS = 12;

/** A way as chips, the same touchpoint several times running as one; a long one without its middle. */
export function path(touchpoints) {
  const runs = [];
  for (const touchpoint of touchpoints) {
    const last = runs[runs.length - 1];
    if (last && last.touchpoint.name === touchpoint.name) {
      last.times++;
    } else {
      runs.push({touchpoint, times: 1});
    }
  }
  // How it ended is what the list is about, so the end stays.
  const middle = runs.length > MOST_RUNS ? runs.splice(MOST_RUNS - 3, runs.length - MOST_RUNS + 1, null) : [];
  const left = middle.reduce((steps, run) => steps + run.times, 0);
  return runs.flatMap((run, at) => {
    const then = at > 0 ? [make('span', {class: 'then', 'aria-hidden': 'true'}, '›')] : [];
    return [...then, run ? chip(run.touchpoint, run.times)
      : make('span', {class: 'chip rest'}, `+ ${say('variants.steps', {count: left})}`)];
  });
}

const chip = ({label, name}, times) =>
  make('span', {class: name === 'purchase' ? 'chip good' : 'chip', title: label},
    make('span', {class: 'word'}, label), times > 1 && make('b', {}, say('variants.times', {count: times})));

const other = (map, place) => {
  const {kind, label} = map.touchpoints[place];
  return kind === 'step' ? label : say(`detail.${kind}`);
};

const heaviest = transitions => [...transitions].sort((one, two) => two.count - one.count);

export function detail(parent, map, place, select, close, more = []) {
  if (place === undefined) {
    parent.hidden = true;
    parent.replaceChildren();
    return;
  }
  const touchpoint = map.touchpoints[place];
  const into = heaviest(map.transitions.filter(({to}) => to === place));
  const out = heaviest(map.transitions.filter(({from}) => from === place));
  const {left} = touchpoint;
  parent.hidden = false;
  fill(parent,
    make('div', {class: 'bar'}, make('h3', {}, touchpoint.label),
      make('button', {type: 'button', class: 'quiet', 'data-key': 'close', 'aria-label': say('detail.close'), onclick: close}, '✕')),
    touchpoint.kind === 'step' && make('p', {},
      say('detail.journeys', {count: touchpoint.journeys}), ' · ', say('detail.touches', {count: touchpoint.touches})),
    left && left.part > 0 && make('p', {class: 'bad'}, `▼ ${rateOrCount(left)} ${say('detail.left')}`),
    ...more,
    into.length > 0 && make('h4', {}, say('detail.in')),
    into.length > 0 && flows('in', map, into, ({from}) => from, select),
    out.length > 0 && make('h4', {}, say('detail.out')),
    out.length > 0 && flows('out', map, out, ({to}) => to, select));
}

function flows(key, map, transitions, end, select) {
  const all = transitions.reduce((sum, {count}) => sum + count, 0);
  const parent = make('div', {});
  list(parent, key, transitions, transition => {
    const place = end(transition);
    const content = [
      make('span', {class: 'label'}, other(map, place)),
      bar(transition.count / all, map.touchpoints[place].kind === 'exit' ? 'bad' : 'plain'),
      make('span', {class: 'count'}, number(transition.count)),
      make('span', {class: 'rate'}, all < 30 ? '' : rate(transition.count / all))];
    const title = transition.mean === undefined ? undefined : say('detail.after', {time: duration(transition.mean)});
    return make('li', {}, map.touchpoints[place].kind === 'step'
      ? make('button', {type: 'button', class: 'row', title, 'data-key': `${key}-${place}`, onclick: () => select(place)}, ...content)
      : make('span', {class: 'row still'}, ...content));
  }, '');
  return parent;
}

/** The graph as a list of stages, for narrow windows. */
export function stages(parent, map, selected, select) {
  fill(parent, make('p', {class: 'unit'}, say('stages.unit')), ...map.stages.map(stage => {
    const members = new Set(stage.touchpoints);
    const left = stage.touchpoints.reduce((sum, place) => sum + map.touchpoints[place].left.part, 0);
    return make('section', {class: 'stage-card'},
      make('div', {class: 'bar'}, make('h3', {}, stage.label), left > 0 && make('span', {class: 'bad'}, `▼ ${number(left)}`)),
      make('ol', {}, ...[...stage.touchpoints]
        .sort((one, two) => map.touchpoints[two].journeys - map.touchpoints[one].journeys)
        .map(place => {
          const {label, journeys, left: gone} = map.touchpoints[place];
          return make('li', {}, make('button', {type: 'button', class: 'row', 'data-key': `stage-${place}`,
            'aria-pressed': String(place === selected), onclick: () => select(place)},
            make('span', {class: 'label'}, label),
            bar(gone.whole === 0 ? 0 : gone.part / gone.whole, 'bad'),
            make('span', {class: 'count'}, number(journeys)),
            make('span', {class: 'rate'}, gone.part === 0 ? '' : `▼ ${rateOrCount(gone)}`)));
        })),
      side('stages.in', map, members, 'to', 'from'),
      side('stages.out', map, members, 'from', 'to'));
  }));
}

function side(key, map, members, mine, theirs) {
  const counts = new Map();
  for (const transition of map.transitions) {
    if (members.has(transition[mine]) && !members.has(transition[theirs])) {
      counts.set(transition[theirs], (counts.get(transition[theirs]) ?? 0) + transition.count);
    }
  }
  const top = [...counts].sort((one, two) => two[1] - one[1]).slice(0, 3);
  return top.length > 0 && make('p', {class: 'side'}, make('span', {}, say(key)), ' ',
    ...top.map(([place, count]) => make('span', {class: 'chip'},
      make('span', {class: 'word'}, other(map, place)), make('b', {}, number(count)))));
}

/** The graph as tables: all that the picture says, in words and numbers. */
export function tables(parent, map, select) {
  const stageOf = new Map(map.stages.flatMap(stage => stage.touchpoints.map(place => [place, stage.label])));
  fill(parent,
    table(say('table.touchpoints'),
      [['table.stage'], ['table.touchpoint'], ['table.journeys', true], ['table.touches', true], ['table.left', true],
        ['table.left_share', true]],
      map.touchpoints.flatMap(({kind, label, journeys, touches, left}, place) => kind !== 'step' ? [] : [[
        stageOf.get(place) ?? '',
        make('button', {type: 'button', class: 'link', 'data-key': `table-${place}`, onclick: () => select(place)}, label),
        number(journeys), number(touches), number(left.part), left.whole === 0 ? '' : rateOrCount(left)]])),
    table(say('table.transitions'),
      [['table.from'], ['table.to'], ['table.count', true], ['table.mean', true]],
      heaviest(map.transitions.filter(({shown}) => shown)).map(({from, to, count, mean}) =>
        [map.touchpoints[from].label, map.touchpoints[to].label, number(count), mean === undefined ? '' : duration(mean)])));
}

function table(caption, columns, rows) {
  const kinds = columns.map(([, isNumber]) => (isNumber ? 'number' : undefined));
  return make('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption}, make('table', {},
    make('caption', {}, caption),
    make('thead', {}, make('tr', {}, ...columns.map(([key], at) => make('th', {scope: 'col', class: kinds[at]}, say(key))))),
    make('tbody', {}, ...rows.map(row => make('tr', {}, ...row.map((cell, at) => make('td', {class: kinds[at]}, cell)))))));
}

/** What the picture leaves out; the share of journeys that this touches may come later. */
export function hidden(parent, map, share) {
  const shown = map.transitions.filter(transition => transition.shown).length;
  const parts = [map.hidden.transitions === 0
    ? say('graph.hidden_none', {all: shown})
    : say('graph.hidden', {hidden: map.hidden.transitions, all: map.transitions.length, share: share === undefined ? '…' : rate(share)})];
  if (map.openable > 0) {
    parts.push(say('graph.merged', {count: map.openable}));
  }
  const small = map.merged - map.openable;
  if (small > 0 && map.fewest > 1) {
    parts.push(say('graph.small', {count: small, fewest: map.fewest}));
  } else if (map.fewest > 1) {
    parts.push(say('graph.fewest', {count: map.fewest}));
  }
  parent.textContent = parts.join(' ');
}

export function empty(parent, map) {
  const {filter} = map.selection;
  if (map.period || filter) {
    fill(parent, make('h2', {}, say(filter ? 'filter.none' : 'period.none')),
      map.period && make('p', {}, say('period.range', {from: date(map.period.from), to: date(map.period.to)})),
      filter && make('p', {}, make('code', {}, filter)),
      make('p', {}, make('a', {class: 'button', href: `?lang=${document.documentElement.lang}`}, say('period.undo'))));
    return;
  }
  if (!map.status.live) {
    fill(parent, make('h2', {}, say('empty.file')));
    return;
  }
  const accepted = map.status.counts.find(({name}) => name === 'accepted')?.value ?? 0;
  const check = (key, done) => make('li', {class: done ? 'done' : 'waiting'},
    make('span', {'aria-hidden': 'true'}, done ? '✓' : '○'), ' ', say(key), make('span', {class: 'unseen'},
      ` (${say(done ? 'empty.done' : 'empty.waiting')})`));
  fill(parent, make('h2', {}, say('empty.title')), make('p', {}, say('empty.text')),
    make('p', {}, make('a', {class: 'button primary', href: '../', target: '_blank', rel: 'noopener', 'data-key': 'open'},
      say('empty.open'))),
    make('p', {class: 'counter', role: 'status'}, say('empty.counter', {count: accepted})),
    make('ul', {class: 'checks'}, check('empty.installed', true), check('empty.first_touch', accepted > 0),
      check('empty.first_journey', false)));
}

export function health(parent, map) {
  const name = key => {
    const dot = key.indexOf('.');
    const kind = dot < 0 ? key : key.slice(0, dot);
    const named = `cause.${key.slice(dot + 1)}`;
    const cause = dot < 0 ? '' : knows(named) ? say(named) : key.slice(dot + 1).replaceAll('_', ' ');
    return knows(`health.${kind}`) ? say(`health.${kind}`, {cause}) : key;
  };
  fill(parent, ...map.status.counts.flatMap(count =>
    [make('dt', {}, name(count.name)), make('dd', {}, number(count.value))]));
}
