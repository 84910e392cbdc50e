// The dialog by which what is seen becomes a file: what, for which tool, a look at it, the file.

import {at, attempt, parameters, reach} from './frame.js';
import {lucid} from './lucid.js';
import {fill, make} from './nodes.js';
import {fetchPicture} from './picture.js';
import {knows, rate, say} from './words.js';

/** The tools in the order in which they are offered; those that nobody has placed come last. */
const ORDER = ['drawio', 'lucid', 'visio', 'excalidraw', 'svg', 'png', 'pdf', 'csv', 'mermaid', 'dot', 'graphml', 'yed'];

/** What the browser itself makes of the picture. */
const OWN = ['png', 'pdf'];

/** Twice as many pixels as the picture has, as long as a browser's canvas can hold them. */
const SHARPNESS = 2;
const MOST_PIXELS = 40e6;

let names = [];
let holds;
let tool = 'drawio';
let picture;

const what = () => at('exporting').querySelector('[name="what"]:checked').value;

/** What is asked of the server: what the address shows, or all of it, on a page or on several. */
const wanted = (more = {}) => parameters(names, {
  ...(what() === 'view' ? {} : {share: 100, touchpoints: 100}),
  ...(what() === 'stages' ? {pages: 'stages'} : {}), ...more});

/** Opens the dialog for what the page shows by some parameters of its address. */
export async function openExport(own) {
  names = own;
  at('exporting').showModal();
  await look();
  if (holds?.lucid) {
    lucid(at('lucid'), wanted);
  }
}

async function look() {
  const mine = wanted().toString();
  at('download').removeAttribute('href');
  at('export-state').textContent = '';
  await attempt(async () => {
    const answer = await reach(`api/export?${mine}`);
    const content = await answer.json();
    if (!answer.ok) {
      throw new Error(content.error);
    }
    const drawn = await fetchPicture(`api/map.svg?${mine}`);
    if (wanted().toString() !== mine) {
      return;
    }
    holds = content;
    picture = drawn;
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', say('export.picture', {shapes: holds.shapes, lines: holds.lines}));
    fill(at('export-picture'), picture);
    show();
  }, at('export-holds'));
}

const file = name => holds.formats.find(({format}) => format === name);

function show() {
  const known = [...OWN, ...holds.formats.map(({format}) => format)];
  const offered = [...ORDER.filter(name => known.includes(name)), ...known.filter(name => !ORDER.includes(name))];
  if (!offered.includes(tool)) {
    [tool] = offered;
  }
  fill(at('export-tools'), ...offered.map(name => {
    const radio = make('input', {type: 'radio', name: 'tool', value: name, 'data-key': name, checked: name === tool});
    radio.addEventListener('change', () => {
      tool = name;
      choice();
    });
    return make('label', {}, radio, ' ', make('span', {}, knows(`format.${name}`) ? say(`format.${name}`) : name));
  }));
  at('export-holds').textContent = say('export.holds', {
    shapes: holds.shapes, lines: holds.lines, width: holds.width, height: holds.height});
  at('export-left').textContent = [
    holds.hidden.transitions === 0 ? say('export.nothing_left')
      : say('export.left', {count: holds.hidden.transitions, share: rate(holds.hidden.journeysShare)}),
    holds.merged > 0 && say('graph.merged', {count: holds.merged})].filter(Boolean).join(' ');
  choice();
}

function choice() {
  const own = OWN.includes(tool);
  at('download').hidden = own;
  at('make').hidden = !own;
  at('make').textContent = say(tool === 'pdf' ? 'export.print' : 'export.download');
  if (!own) {
    at('download').href = `export?${wanted({format: tool})}`;
  }
  at('export-lacks').textContent = [
    knows(`format.${tool}.hint`) && say(`format.${tool}.hint`),
    own ? say('export.only_seen') : file(tool).lacks,
    what() === 'stages' && (own || !file(tool).pages) && say('export.one_page')].filter(Boolean).join(' ');
  at('export-state').textContent = '';
}

/** The picture as PNG, drawn by this very browser. */
async function png() {
  const text = await (await reach(`api/map.svg?${wanted()}`)).text();
  const image = new Image();
  // An address that holds the picture itself: the page may load nothing else than its own.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / (holds.width * holds.height)));
  const canvas = make('canvas', {width: Math.round(holds.width * scale), height: Math.round(holds.height * scale)});
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve, reject) => canvas.toBlob(
    made => (made ? resolve(made) : reject(new Error(say('export.too_large')))), 'image/png'));
  const address = URL.createObjectURL(blob);
  make('a', {href: address, download: file('svg').file.replace(/\.svg$/, '.png')}).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** The picture on a sheet of its own size, by the browser's printing. */
function pdf() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { size: ${holds.width}px ${holds.height}px; margin: 0; }`);
  const before = document.adoptedStyleSheets;
  const printed = make('div', {id: 'printed'}, picture.cloneNode(true));
  const title = document.title;
  document.adoptedStyleSheets = [...before, sheet];
  document.title = file('svg').file.replace(/\.svg$/, '');
  document.body.append(printed);
  addEventListener('afterprint', () => {
    document.adoptedStyleSheets = before;
    document.title = title;
    printed.remove();
  }, {once: true});
  print();
}

at('export-what').addEventListener('change', look);
at('export-close').addEventListener('click', () => at('exporting').close());
at('make').addEventListener('click', () => attempt(async () => (tool === 'pdf' ? pdf() : png()), at('export-state')));
