/* The one question that a shop may ask, once. Loaded only when there is somebody to be asked. */
(() => {
  'use strict';
  const doc = document;
  const kind = (doc.currentScript && doc.currentScript.dataset.question) || '';
  const beacon = window.sendaBeacon;
  const words = {
    en: {
      csat: ['How happy are you with your purchase?', 'Not at all', 'Very'],
      nps: ['How likely are you to recommend us?', 'Not at all', 'Very'],
      of: (score, most) => `${score} out of ${most}`,
      close: 'Close without answering',
      thanks: 'Thank you.',
      done: 'Close'
    },
    es: {
      csat: ['¿Qué tal ha ido tu compra?', 'Muy mal', 'Muy bien'],
      nps: ['¿Nos recomendarías?', 'En absoluto', 'Sin duda'],
      of: (score, most) => `${score} de ${most}`,
      close: 'Cerrar sin contestar',
      thanks: 'Gracias.',
      done: 'Cerrar'
    }
  };
  const scores = {csat: [1, 5], nps: [0, 10]}[kind];
  if (!scores || !beacon || typeof HTMLDialogElement === 'undefined') return;
  const language = /^es\b/i.test(doc.documentElement.lang) ? 'es' : 'en';
  const say = words[language];
  const [least, most] = scores;

  const make = (name, attributes, ...children) => {
    const element = doc.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const [question, low, high] = say[kind];
  const dialog = make('dialog', {class: 'senda-question', 'aria-labelledby': 'senda-question-text', lang: language});
  const close = () => dialog.close();

  function thank() {
    const done = make('button', {type: 'button', class: 'senda-done'}, say.done);
    done.addEventListener('click', close);
    dialog.replaceChildren(make('p', {id: 'senda-question-text', role: 'status'}, say.thanks), done);
    done.focus();
  }

  const answers = make('div', {class: 'senda-answers', role: 'group', 'aria-labelledby': 'senda-question-text'});
  for (let score = least; score <= most; score++) {
    const end = score === least ? `, ${low}` : score === most ? `, ${high}` : '';
    const button = make('button', {type: 'button', 'aria-label': say.of(score, most) + end}, String(score));
    button.addEventListener('click', () => {
      beacon.answer(kind, score);
      thank();
    });
    answers.append(button);
  }
  /* Arrows go from answer to answer, as Tab does. */
  answers.addEventListener('keydown', event => {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    const next = step && [...answers.children][[...answers.children].indexOf(doc.activeElement) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  const dismiss = make('button', {type: 'button', class: 'senda-close', 'aria-label': say.close}, '×');
  dismiss.addEventListener('click', close);
  dialog.addEventListener('click', event => event.target === dialog && close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(make('p', {id: 'senda-question-text'}, question), dismiss, answers,
    make('div', {class: 'senda-ends', 'aria-hidden': 'true'}, make('span', {}, low), make('span', {}, high)));
  doc.body.append(dialog);
  /* What is modal keeps the focus in, closes by Escape, and gives the focus back: by the browser. */
  dialog.showModal();
})();
