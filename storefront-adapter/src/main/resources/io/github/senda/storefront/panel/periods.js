// The chips by which a period is chosen, on every page that has one.

import {fill, make} from './nodes.js';
import {date, say} from './words.js';

const DAY = 86400000;

let shown = '';

/**
 * Chips for the last days before `today`, and one for any days; `choose` is told the first and the
 * last day, empty for all. Nothing is made anew while nothing changes: dates may be half chosen.
 */
export function periods(parent, {today, period, live}, choose) {
  const now = JSON.stringify([today, period, live]);
  if (now === shown) {
    return;
  }
  shown = now;
  const isOn = (from, to) => (period?.from ?? '') === from && (period?.to ?? '') === to;
  const back = days => new Date(Date.parse(`${today}T00:00:00Z`) - (days - 1) * DAY).toISOString().slice(0, 10);
  const all = [
    [say(live ? 'period.today' : 'period.last_day'), today, today],
    [say('period.days', {days: 7}), back(7), today],
    [say('period.days', {days: 28}), back(28), today],
    [say('period.all'), '', '']];
  const own = period && !all.some(([, from, to]) => isOn(from, to)) ? period : undefined;
  fill(parent, ...all.map(([text, from, to]) => make('button', {type: 'button', 'data-key': text,
    'aria-pressed': String(isOn(from, to)), onclick: () => choose(from, to)}, text)), dates(own, period, today, choose));
}

/** Any first and last day, by the browser's own calendars. */
function dates(own, period, today, choose) {
  const day = (id, value) => {
    const input = make('input', {id: `period-${id}`, type: 'date', min: '1970-01-01', max: '2199-12-31', required: true});
    input.value = value;
    return input;
  };
  const from = day('from', period?.from ?? today);
  const to = day('to', period?.to ?? today);
  const form = make('form', {class: 'dates'},
    make('label', {for: 'period-from'}, say('period.from')), from,
    make('label', {for: 'period-to'}, say('period.to')), to,
    make('button', {type: 'submit', class: 'primary'}, say('period.apply')));
  const box = make('details', {class: 'own'},
    make('summary', {'data-key': 'own', class: own && 'set'}, own ? say('period.range', {from: date(own.from), to: date(own.to)}) : say('period.own')), form);
  form.addEventListener('submit', event => {
    event.preventDefault();
    box.open = false;
    choose(...[from.value, to.value].sort());
  });
  box.addEventListener('keydown', event => {
    if (event.key === 'Escape' && box.open) {
      event.stopPropagation();
      box.open = false;
      box.firstElementChild.focus();
    }
  });
  return box;
}
