// The bar that says which journeys are shown, counted as what, and compared with what.

import {fill, make} from './nodes.js';
import {knows, say} from './words.js';

/** What can be chosen out of a list; those of the shop's own values are asked for when the page begins. */
const CHIPS = {
  compare: ['previous', 'year', 'rest'],
  channel: [], device: [], campaign: [], landing: [],
  visitor: ['new', 'returning', 'unknown'],
  outcome: ['purchase', 'left', 'active'],
};
const UNITS = ['visit', 'journey', 'visitor'];
const ASKED = [...Object.keys(CHIPS).filter(name => name !== 'compare'), 'filter'];

const at = id => document.getElementById(id);
const query = () => new URLSearchParams(location.search);

let choose = () => {};
let choices = {};
let shown = '';

const label = (name, value) => (knows(`filter.${name}.${value}`) ? say(`filter.${name}.${value}`)
  : name === 'device' && knows(`leaks.device.${value}`) ? say(`leaks.device.${value}`) : value);

/** A list to choose from that looks like what it is set to; one that is set stands out. */
function chip(name, options, none) {
  const value = query().get(name) ?? '';
  const known = options.some(one => one.value === value);
  const select = make('select', {id: `filter-${name}`, 'data-key': name, class: value ? 'set' : undefined},
    none && make('option', {value: ''}, none),
    // What was typed into the address and is in no list is still what is asked for.
    value && !known && make('option', {value}, label(name, value)),
    ...options.map(one => make('option', {value: one.value}, one.label)));
  select.value = value || (none ? '' : options[0].value);
  select.addEventListener('change', () => choose({[name]: select.value}));
  return make('label', {class: 'choice', title: say(`filter.${name}`)}, make('span', {class: 'unseen'}, say(`filter.${name}`)), select);
}

function bar(selection, period) {
  const lists = Object.entries(CHIPS).map(([name, values]) => {
    const options = values.length > 0 ? values.map(value => ({value, label: label(name, value)}))
      : (choices[name] ?? []).map(one => ({value: one.value, label: knows(`leaks.device.${one.value}`) && name === 'device' ? label(name, one.value) : one.label}));
    const usable = name !== 'compare' ? options
      : options.filter(({value}) => (value === 'rest' ? Boolean(selection.filter) : Boolean(period)));
    return (usable.length > 0 || query().has(name)) && chip(name, usable, say(`filter.${name}.any`));
  });
  const any = ASKED.some(name => query().get(name));
  return [
    chip('unit', UNITS.map(value => ({value, label: label('unit', value)}))),
    ...lists,
    make('details', {class: 'typed', open: Boolean(query().get('filter')) || at('typed')?.closest('details').open},
      make('summary', {}, say('filter.more')), typed()),
    any && make('button', {type: 'button', 'data-key': 'clear', onclick: () =>
      choose(Object.fromEntries(ASKED.map(name => [name, ''])))}, say('filter.clear'))];
}

/** Where a filter is typed in the words that the command line takes as well. */
function typed() {
  const input = make('input', {id: 'typed', type: 'text', maxlength: '4000', autocomplete: 'off', spellcheck: 'false',
    'data-key': 'typed', 'aria-describedby': 'typed-hint typed-wrong', placeholder: 'channel = email and passes(view_cart) and never(purchase)'});
  input.value = query().get('filter') ?? '';
  const form = make('form', {},
    make('label', {for: 'typed'}, say('filter.filter')), input,
    make('button', {type: 'submit'}, say('filter.apply')),
    make('p', {id: 'typed-hint', class: 'unit'}, say('filter.hint')),
    make('p', {id: 'typed-wrong', class: 'bad', role: 'alert'}));
  form.addEventListener('submit', event => {
    event.preventDefault();
    choose({filter: input.value.trim()});
  });
  return form;
}

/** Shows what is asked for; where it is not understood, the place in what was typed. */
export function showFilters(selection, period) {
  const parent = at('filters');
  if (selection.mistake) {
    if (!at('typed')) {
      fill(parent, ...bar({}, undefined));
      parent.hidden = false;
    }
    at('typed').closest('details').open = true;
    at('typed').setAttribute('aria-invalid', 'true');
    at('typed-wrong').textContent = selection.mistake.message;
    at('typed').focus();
    at('typed').setSelectionRange(selection.mistake.column - 1, selection.mistake.column);
    shown = '';
    return;
  }
  const now = JSON.stringify([location.search, selection, period, choices]);
  if (now === shown) {
    return;
  }
  shown = now;
  parent.hidden = false;
  fill(parent, ...bar(selection, period),
    make('p', {class: 'unit said', role: 'status'}, [
      say(`filter.counted.${selection.unit}`),
      ...selection.strangers.map(({name, near}) => say(near ? 'filter.stranger_near' : 'filter.stranger', {name, near})),
    ].join(' ')));
}

/** Begins with what the shop's own values are; `changed` is told what is to be asked for. */
export async function beginFilters(changed) {
  choose = changed;
  const answer = await fetch(`api/choices?lang=${document.documentElement.lang}`, {cache: 'no-store'});
  // Without them there is less to choose from, and no figure is wrong.
  choices = answer.ok ? await answer.json() : {};
  shown = '';
}
