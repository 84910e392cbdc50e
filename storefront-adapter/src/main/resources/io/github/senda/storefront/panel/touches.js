// Touches from elsewhere: a table is chosen, its first rows are shown as they would be taken, then it is brought in.

import {at, attempt as attempted, begin, lang, reach} from './frame.js';
import {fill, make} from './nodes.js';
import {knows, number, say} from './words.js';

/** So much of a file is looked at before it is brought in. */
const BEGINNING = 65536;
const SHOWN = 50;

const moment = new Intl.DateTimeFormat(lang, {dateStyle: 'medium', timeStyle: 'short'});

async function ask(path, body) {
  const query = new URLSearchParams({lang});
  const currency = at('currency').value.trim().toUpperCase();
  if (currency) {
    query.set('currency', currency);
  }
  const answer = await reach(`${path}?${query}`, body === undefined ? {}
    : {method: 'POST', headers: {'Content-Type': 'text/csv'}, body});
  let content;
  try {
    content = await answer.json();
  } catch {
    // What answers is not the panel: most often a proxy that lets no large file through.
    throw new Error(say('touches.too_large'));
  }
  if (!answer.ok) {
    throw new Error(content.error);
  }
  return content;
}

async function attempt(work) {
  const done = await attempted(work, at('trouble'), failure => say('touches.not_taken', {error: failure.message}));
  if (!done) {
    fill(at('report'));
  }
}

// ---- the first rows ----

/** The beginning of a file in whole lines; a packed one is sent as it is. */
async function beginning(file) {
  const bytes = new Uint8Array(await file.slice(0, BEGINNING).arrayBuffer());
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return packed || file.size <= BEGINNING ? file : bytes.slice(0, bytes.lastIndexOf(10) + 1);
}

async function show(file) {
  const preview = await ask('api/touches/preview', await beginning(file));
  fill(at('report'));
  fill(at('preview'),
    make('h4', {}, say('touches.preview', {name: file.name})),
    make('p', {class: 'unit'}, preview.columns.map(column =>
      `${column.name} → ${meaning(column.meaning)}`).join(' · ')),
    make('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': say('touches.preview', {name: file.name})},
      make('table', {},
        make('thead', {}, make('tr', {}, ...['line', 'what', 'when', 'about', 'value', 'more'].map(name =>
          make('th', {scope: 'col'}, say(`touches.${name}`))))),
        make('tbody', {}, ...preview.rows.map(row)))),
    make('p', {class: 'actions'},
      make('button', {type: 'button', class: 'primary', 'data-key': 'import', onclick: () => attempt(() => bring(file))}, say('touches.import')),
      make('button', {type: 'button', onclick: () => {
        fill(at('preview'));
        at('file').focus();
      }}, say('touches.cancel'))));
}

const meaning = name => (name === null ? say('touches.column_left') : knows(`touches.column.${name}`) ? say(`touches.column.${name}`) : name);

function row(one) {
  const line = make('th', {scope: 'row'}, number(one.line));
  return one.error
    ? make('tr', {}, line, make('td', {class: 'bad', colspan: '5'}, mistake(one)))
    : make('tr', {}, line,
      make('td', {}, one.label),
      make('td', {}, moment.format(new Date(one.time))),
      make('td', {}, [one.customer && say('touches.has_customer'), one.order && say('touches.has_order')].filter(Boolean).join(', ')),
      make('td', {}, one.currency ? new Intl.NumberFormat(lang, {style: 'currency', currency: one.currency}).format(one.value) : ''),
      make('td', {}, one.attributes.map(({name, value}) =>
        `${knows(`touches.column.${name}`) ? say(`touches.column.${name}`) : name}: ${value}`).join(' · ')));
}

const mistake = one => (one.field ? say('touches.bad_row', one) : say('touches.bad_line', one));

// ---- bringing it in ----

async function bring(file) {
  fill(at('preview'));
  fill(at('report'), make('p', {}, say('touches.running')));
  const report = await ask('api/touches/table', file);
  const {bad} = report;
  const more = report.refused - Math.min(SHOWN, bad.length);
  fill(at('report'),
    make('p', {}, make('strong', {}, say('touches.taken', {count: report.taken})), ' ',
      report.known > 0 && say('touches.known', {count: report.known})),
    report.unlinked > 0 && make('p', {}, say('touches.unlinked', {count: report.unlinked})),
    report.refused > 0 && make('p', {class: 'bad'}, say('touches.refused', {count: report.refused})),
    report.refused > 0 && make('ul', {class: 'changes'}, ...bad.slice(0, SHOWN).map(one => make('li', {}, mistake(one)))),
    more > 0 && make('p', {class: 'unit'}, say('touches.and_more', {count: more})));
}

// ---- a sample, the names, programs ----

function sample() {
  const day = before => new Date(Date.now() - before * 86400000).toISOString().slice(0, 10);
  const [first, ...rest] = lang === 'es'
    ? ['contacto;fecha;cliente;pedido;importe;moneda;canal;clave',
      `Tienda física;${day(9)} 11:30;;;;;offline;T-1`, `purchase;${day(9)} 11:40;C-17;M-2001;59,90;EUR;offline;T-2`,
      `Boletín abierto;${day(4)} 09:02;C-17;;;;email;B-1`, `Devolución;${day(2)} 18:05;C-17;M-2001;;;offline;D-1`]
    : ['touchpoint,time,customer,order,value,currency,channel,key',
      `visit_store,${day(9)} 11:30,,,,,offline,T-1`, `purchase,${day(9)} 11:40,C-17,M-2001,59.90,EUR,offline,T-2`,
      `newsletter_opened,${day(4)} 09:02,C-17,,,,email,B-1`, `return_item,${day(2)} 18:05,C-17,M-2001,,,offline,D-1`];
  const link = make('a', {download: lang === 'es' ? 'contactos.csv' : 'touches.csv',
    href: URL.createObjectURL(new Blob(['\ufeff', [first, ...rest, ''].join('\r\n')], {type: 'text/csv'}))});
  link.click();
}

async function names() {
  const {names: all} = await ask('api/touches/names');
  fill(at('names'), ...all.map(one => make('div', {}, make('dt', {}, make('code', {}, one.name)), make('dd', {}, one.label))));
}

async function start() {
  await begin();
  at('program').textContent = say('touches.program_hint', {address: new URL('api/touches', location.href).href});
  at('program-sample').textContent = JSON.stringify([{touchpoint: 'refund', time: new Date().toISOString().slice(0, 19) + 'Z',
    key: 'R-1', order: 'M-2001', value: '59.90', currency: 'EUR', channel: 'offline'}]);
  at('sample').addEventListener('click', sample);
  at('file').addEventListener('change', () => {
    const [file] = at('file').files;
    at('file').value = '';
    if (file) {
      attempt(() => show(file));
    }
  });
  attempt(names);
}

start();
