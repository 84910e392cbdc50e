// The chips by which a period is chosen, on every page that has one.

import {fill, make} from './nodes.js';
import {date, say} from './words.js';

const DAY = 86400000;

/** Chips for the last days before `today`; `choose` is told the first and the last day, empty for all. */
export function periods(parent, {today, period, live}, choose) {
  const chip = (text, from, to) => {
    const on = (period?.from ?? '') === from && (period?.to ?? '') === to;
    return make('button', {type: 'button', 'data-key': text, 'aria-pressed': String(on), onclick: () => choose(from, to)}, text);
  };
  const back = days => new Date(Date.parse(`${today}T00:00:00Z`) - (days - 1) * DAY).toISOString().slice(0, 10);
  const chips = [
    chip(say(live ? 'period.today' : 'period.last_day'), today, today),
    chip(say('period.days', {days: 7}), back(7), today),
    chip(say('period.days', {days: 28}), back(28), today),
    chip(say('period.all'), '', '')];
  if (period && !chips.some(one => one.getAttribute('aria-pressed') === 'true')) {
    chips.push(make('span', {class: 'range'}, say('period.range', {from: date(period.from), to: date(period.to)})));
  }
  fill(parent, ...chips);
}
