// The map: asks every few seconds, draws what has changed, keeps what is looked at in the address.

import {at, begin, go, parameters, query, reach, watch} from './frame.js';
import {DRAWN, beginGraph, choose, selection, show as showGraph} from './graph.js';
import * as lists from './lists.js';
import {make} from './nodes.js';
import {say} from './words.js';

const EVERY = 2500;

let map;
let ways;
let aside;
let asideOf = '';
let told = '';

const ask = watch(EVERY, () => `api/map?${parameters(DRAWN)}`, show);

function show(content) {
  const before = map;
  map = content;
  at('loading').hidden = true;
  at('main').removeAttribute('aria-busy');
  lists.banners(at('banners'), map);
  lists.health(at('counts'), map);
  at('health').hidden = map.status.counts.length === 0 && !map.backup;
  at('backup').hidden = !map.backup;
  const none = map.journeys === 0;
  at('empty').hidden = !none;
  at('overview').hidden = none;
  if (none) {
    lists.empty(at('empty'), map);
    return;
  }
  if (before && before.journeys !== map.journeys) {
    at('announcement').textContent = say('state.updated', {count: map.journeys});
  }
  // What was told of other journeys is not told of these.
  if (asideOf !== parameters().toString()) {
    asideOf = parameters().toString();
    ways = undefined;
    aside = undefined;
    at('channels').hidden = true;
  }
  lists.figures(at('figures'), map, choose, aside?.atRisk);
  lists.sentence(at('sentence'), map);
  lists.dropOffs(at('drop-offs'), map, choose);
  lists.funnel(at('funnel'), map);
  at('funnel').closest('section').hidden = map.funnel.steps.length < 2;
  const shop = map.conversion.part > 0 || map.status.live;
  at('purchase').closest('section').hidden = !shop;
  at('exit-title').textContent = say(shop ? 'variants.exit' : 'variants.exit_file');
  variants();
  showGraph(map);
  beside();
}

/** The commonest ways, once they are there. */
function variants() {
  const unit = ways ? say(ways.exact ? 'variants.unit' : 'variants.unit_least', {distinct: ways.distinct}) : '';
  at('purchase-unit').textContent = unit;
  at('exit-unit').textContent = unit;
  lists.variants(at('purchase'), 'purchase', ways, map.conversion.small, say('variants.none_purchase'));
  lists.variants(at('exit'), 'exit', ways, map.conversion.small, say('variants.none_exit'));
}

/** What takes longer than the map comes after it. */
async function beside() {
  const wanted = `${map.picture} ${parameters()}`;
  if (wanted === told) {
    return;
  }
  told = wanted;
  const read = async what => {
    const answer = await reach(`api/${what}?${parameters(DRAWN)}`);
    const content = await answer.json();
    if (!answer.ok) {
      throw new Error(content.error);
    }
    return content;
  };
  try {
    let content = await read('ways');
    if (wanted !== told) {
      return;
    }
    ways = content;
    variants();
    content = await read('aside');
    if (wanted === told) {
      aside = content;
      lists.figures(at('figures'), map, choose, aside.atRisk);
      channels();
    }
  } catch {
    // What cannot be told now is asked for with the next map, which says what is wrong.
    told = '';
  }
}

function channels() {
  const some = aside.channels?.own.length > 0;
  at('channels').hidden = !some;
  if (some) {
    lists.channels(at('channels'), aside, map.mode, query().get('credit'), credit => {
      go({credit: credit === 'own' ? '' : credit}, false);
      channels();
    });
  }
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

await begin(() => {
  selection();
  ask();
});
beginGraph(ask);
at('backup').addEventListener('click', backup);
ask();
