// Programs of others that read our files, in a page. Each answers what it found, as plain data.
import mermaid from 'mermaid';
import * as maxgraph from '@maxgraph/core';
import * as excalidraw from '@excalidraw/excalidraw';

const paper = () => {
  const paper = document.createElement('div');
  document.body.replaceChildren(paper);
  return paper;
};

const readMermaid = async text => {
  mermaid.initialize({startOnLoad: false});
  await mermaid.parse(text);
  const {db} = await mermaid.mermaidAPI.getDiagramFromText(text);
  const {svg} = await mermaid.render('picture', text);
  paper().innerHTML = svg;
  return {
    nodes: [...db.getVertices().values()].map(({id, text}) => ({id, text})),
    edges: db.getEdges().map(({start, end, text, style}) => ({from: start, to: end, text, style})),
    groups: db.getSubGraphs().map(({id, nodes, title}) => ({id, nodes, title})),
    drawn: document.querySelectorAll('svg .flowchart-link').length,
    foreign: document.querySelectorAll('script, iframe, img, a, [onerror], [onload]').length,
    words: [...document.querySelectorAll('.nodeLabel, .edgeLabel')].map(label => label.innerText),
  };
};

const readExcalidraw = async text => {
  const file = JSON.parse(text);
  const scene = excalidraw.restore(file, null, null, {repairBindings: true});
  const svg = await excalidraw.exportToSvg({
    elements: scene.elements,
    appState: {...scene.appState, exportBackground: true},
    files: scene.files,
    skipInliningFonts: true,
  });
  svg.setAttribute('width', '100%');
  svg.removeAttribute('height');
  paper().append(svg);
  return {
    lost: file.elements.length - scene.elements.length,
    elements: scene.elements.map(({id, type, frameId, containerId}) => ({id, type, frameId, containerId})),
    arrows: scene.elements.filter(({type}) => type === 'arrow').map(arrow => ({
      id: arrow.id,
      from: arrow.startBinding?.elementId ?? '',
      to: arrow.endBinding?.elementId ?? '',
      points: arrow.points.length,
      moved: JSON.stringify(arrow.points)
        !== JSON.stringify(file.elements.find(({id}) => id === arrow.id).points),
    })),
    bound: scene.elements.flatMap(({id, boundElements}) =>
      (boundElements ?? []).map(bound => ({card: id, type: bound.type, id: bound.id}))),
  };
};

// maxGraph has left this one out: the bounds of what is folded.
const rectangle = new maxgraph.ObjectCodec(new maxgraph.Rectangle());
maxgraph.CodecRegistry.register(rectangle);
maxgraph.CodecRegistry.addAlias('mxRectangle', rectangle.getName());

/** draw.io's own model is the one that maxGraph was made from. */
const readDrawio = async text => {
  const file = new DOMParser().parseFromString(text, 'text/xml');
  const graph = new maxgraph.Graph(paper());
  const label = graph.convertValueToString.bind(graph);
  graph.convertValueToString = cell => cell.value?.getAttribute?.('label') ?? label(cell);
  graph.setHtmlLabels(true);
  // A card at the lower end of its lane is to be moved as far as any other.
  graph.setConstrainChildren(false);
  const model = file.querySelector('mxGraphModel');
  new maxgraph.ModelXmlSerializer(graph.getDataModel())
    .import(new XMLSerializer().serializeToString(model));
  const cells = Object.values(graph.getDataModel().cells);
  const id = cell => cell?.getId() ?? '';
  const data = cell => cell.value?.getAttribute?.('tooltip') ?? '';
  const ends = edge => graph.getView().getState(edge)?.absolutePoints
    .map(point => [point.x, point.y]) ?? [];
  const glued = cells.filter(cell => cell.isEdge() && cell.getTerminal(true));
  const first = glued[0];
  const card = first?.getTerminal(true);
  const before = first && ends(first);
  const follows = glued.filter(edge => edge.getTerminal(true) === card);
  if (card) {
    graph.moveCells([card], 0, 40);
  }
  const after = first && ends(first);
  if (card) {
    graph.moveCells([card], 0, -40);
  }
  // Opened last, so that a picture shows what a list holds.
  const lists = cells.filter(cell => cell.isCollapsed()).map(list => {
    const shut = Boolean(list.isCollapsed());
    const before = list.getGeometry().height;
    graph.foldCells(false, false, [list]);
    return {id: id(list), shut, before, after: list.getGeometry().height, rows: list.getChildCount()};
  });
  return {
    lists,
    layers: graph.getDataModel().getRoot().getChildren().map(layer => ({id: id(layer), name: layer.value})),
    vertices: cells.filter(cell => cell.isVertex())
      .map(cell => ({id: id(cell), parent: id(cell.getParent()), summary: data(cell)})),
    edges: glued.map(edge => ({
      id: id(edge), parent: id(edge.getParent()), summary: data(edge),
      from: id(edge.getTerminal(true)), to: id(edge.getTerminal(false)),
      drawn: ends(edge).length,
    })),
    moved: first ? after[0][1] - before[0][1] : 0,
    stayed: first ? after.at(-1)[1] - before.at(-1)[1] : 0,
    following: follows.length,
  };
};

/** What is there, without drawing it. */
const checkMermaid = async text => {
  mermaid.initialize({startOnLoad: false});
  await mermaid.parse(text);
  const {db} = await mermaid.mermaidAPI.getDiagramFromText(text);
  return {
    cards: [...db.getVertices().keys()].filter(id => id.startsWith('s-')).length,
    lines: db.getEdges().filter(({start}) => start.startsWith('s-')).length,
  };
};

const checkExcalidraw = async text => {
  const file = JSON.parse(text);
  const {elements} = excalidraw.restore(file, null, null, {repairBindings: true});
  if (elements.length !== file.elements.length) {
    throw new Error(`${file.elements.length - elements.length} elements are lost`);
  }
  return {
    cards: elements.filter(({id}) => id.startsWith('s-')).length,
    lines: elements.filter(({type, startBinding, endBinding}) =>
      type === 'arrow' && startBinding?.elementId && endBinding?.elementId).length,
  };
};

const checkDrawio = async text => {
  const file = new DOMParser().parseFromString(text, 'text/xml');
  const graph = new maxgraph.Graph(paper());
  new maxgraph.ModelXmlSerializer(graph.getDataModel())
    .import(new XMLSerializer().serializeToString(file.querySelector('mxGraphModel')));
  const cells = Object.values(graph.getDataModel().cells);
  const found = {
    cards: cells.filter(cell => cell.isVertex() && cell.getId().startsWith('s-')).length,
    lines: cells.filter(cell => cell.isEdge() && cell.getTerminal(true) && cell.getTerminal(false)).length,
  };
  graph.destroy();
  return found;
};

const checks = {mermaid: checkMermaid, excalidraw: checkExcalidraw, drawio: checkDrawio};

const readers = {mermaid: readMermaid, excalidraw: readExcalidraw, drawio: readDrawio};

const told = by => (format, file, answer) =>
  Promise.resolve()
    .then(() => by[format](file))
    .then(found => answer(JSON.stringify({found})))
    .catch(error => answer(JSON.stringify({error: String(error?.stack ?? error)})));

/** Called by the test; the answer goes to its call back. */
window.read = told(readers);
window.check = told(checks);
