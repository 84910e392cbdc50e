/* Senda's beacon. Tells the shop's own server what only a browser knows of a page: how long it was
   looked at, the last field touched (its name, never what is in it), errors, and what the page
   publishes for machines. No text of the page, no address beyond the path, nobody else's server. */
(() => {
  'use strict';
  const ASKS = false;
  const page = window;
  const doc = document;
  const script = doc.currentScript;
  if (!script || page.sendaBeacon || [navigator.doNotTrack, page.doNotTrack].includes('1') ||
      navigator.globalPrivacyControl) return;

  const base = script.src.replace(/\/[^/]*$/, '/');
  const events = ('add_payment_info add_shipping_info add_to_cart add_to_wishlist begin_checkout ' +
    'generate_lead login page_view purchase refund remove_from_cart search select_item ' +
    'select_promotion share sign_up view_cart view_item view_item_list view_promotion ' +
    'view_search_results').split(' ');
  const published = {Product: 'view_item', ItemList: 'view_item_list', Order: 'purchase',
    Invoice: 'purchase', SearchResultsPage: 'search'};
  const pushed = new WeakSet();
  let waiting = [];
  let path, told, seen, since, field, left, said;

  /* Whatever goes wrong in here is nothing to the page. */
  const safely = act => function (...given) {
    try {
      return act.apply(this, given);
    } catch (e) {
      return undefined;
    }
  };
  const now = () => performance.now();
  const on = (target, type, act) => target.addEventListener(type, safely(act), {capture: true, passive: true});

  function begin() {
    path = location.pathname.slice(0, 500);
    told = seen = 0;
    since = doc.visibilityState === 'hidden' ? 0 : now();
    field = left = undefined;
    said = new Set();
  }

  function add(is, more) {
    if (told++ < 60 || is === 'left') waiting.push([now(), {is, path, ...more}]);
    if (waiting.length === 20) flush();
  }

  function flush() {
    while (waiting.length) {
      const body = JSON.stringify({touches: waiting.splice(0, 10).map(([time, touch]) =>
        ({...touch, age: Math.max(0, Math.round(now() - time))}))});
      send(base + 'touches', body);
    }
  }

  function send(url, body) {
    if (navigator.sendBeacon && navigator.sendBeacon(url, new Blob([body], {type: 'text/plain'}))) return;
    if (page.fetch) {
      fetch(url, {method: 'POST', body, keepalive: true, credentials: 'same-origin'}).catch(() => {});
    } else {
      const request = new XMLHttpRequest();
      request.open('POST', url);
      request.send(body);
    }
  }

  /* Once for each time that a page is left, and only if there is something new to tell of it. */
  function leave() {
    if (since) {
      seen += now() - since;
      since = 0;
    }
    read();
    const touch = {visible: Math.round(seen / 1000), ...field};
    const text = JSON.stringify(touch);
    if (text !== left) add('left', touch);
    left = text;
    flush();
  }

  function say(event, value, currency) {
    if (!events.includes(event)) return;
    const amount = parseFloat(value);
    const known = amount >= 0 && amount < 1e9 && /^[A-Z]{3}$/.test(currency);
    said.add(event);
    add('said', known ? {event, value: Math.round(amount * 1e4) / 1e4, currency} : {event});
  }

  /* What the page publishes: GA4's pushes, JSON-LD, microdata. Looked at now and then: nothing of
     the page's is replaced. */
  function read() {
    for (const push of page.dataLayer || []) {
      if (push && typeof push === 'object' && !pushed.has(push)) {
        pushed.add(push);
        const gtag = push[0] === 'event';
        const about = (gtag ? push[2] : push.ecommerce || push) || {};
        say(gtag ? push[1] : push.event, about.value, about.currency);
      }
    }
    for (const element of doc.querySelectorAll('script[type="application/ld+json"]')) {
      if (!pushed.has(element)) {
        pushed.add(element);
        safely(() => walk(JSON.parse(element.textContent), 0))();
      }
    }
    const products = doc.querySelectorAll('[itemtype$="schema.org/Product"]');
    if (products.length === 1 && !pushed.has(products[0])) {
      pushed.add(products[0]);
      const content = name => (products[0].querySelector(`[itemprop=${name}]`) || {}).content;
      once('view_item', content('price'), content('priceCurrency'));
    }
  }

  function once(event, value, currency) {
    if (!said.has(event)) say(event, value, currency);
  }

  function walk(thing, depth) {
    if (!thing || typeof thing !== 'object' || depth > 3) return;
    if (Array.isArray(thing)) {
      thing.slice(0, 20).forEach(one => walk(one, depth + 1));
      return;
    }
    walk(thing['@graph'], depth + 1);
    const event = published[[].concat(thing['@type'])[0]];
    if (event) {
      const offer = [].concat(thing.offers || thing.totalPaymentDue || thing)[0] || {};
      once(event, offer.price || offer.lowPrice, offer.priceCurrency);
    }
  }

  const own = address => {
    try {
      return new URL(address, location).origin === location.origin;
    } catch (e) {
      return false;
    }
  };
  const failed = (kind, ours) =>
    add('error', {kind: /^[A-Za-z]{1,64}$/.test(kind) ? kind : 'Error', script: ours ? 'own' : 'other'});

  on(page, 'error', ({target, error, filename}) => {
    if (target instanceof Element) {
      failed('resource', own(target.src || target.href || ''));
    } else {
      failed(error && error.name, filename && own(filename));
    }
  });
  on(page, 'unhandledrejection', ({reason}) => failed(reason && reason.name, true));

  on(doc, 'focusin', ({target}) => {
    const form = target.form;
    if (!form || !/^[\w.[\]-]{1,64}$/.test(target.name) || /^(submit|button|reset|image)$/.test(target.type)) return;
    const names = [...new Set([...form.elements].filter(one => one.name &&
      !/^(hidden|submit|button|reset|image|fieldset|output)$/.test(one.type)).map(one => one.name))];
    const at = names.indexOf(target.name) + 1;
    if (at) field = {field: target.name, order: Math.min(at, 99), fields: Math.min(names.length, 99)};
  });
  on(doc, 'submit', ({target}) => {
    if (field && [...target.elements].some(one => one.name === field.field)) field.sent = true;
  });

  let clicks = [];
  on(doc, 'click', ({clientX, clientY, timeStamp, target}) => {
    setTimeout(safely(read));
    if (!clientX || /^(INPUT|SELECT|TEXTAREA|LABEL)$/.test(target.tagName)) return;
    clicks = clicks.filter(([x, y, time]) =>
      timeStamp - time < 1000 && Math.abs(x - clientX) < 25 && Math.abs(y - clientY) < 25);
    if (clicks.push([clientX, clientY, timeStamp]) === 3) add('rage');
  });

  function routed() {
    const to = location.pathname.slice(0, 500);
    if (to === path) return;
    leave();
    begin();
    add('route');
    flush();
  }
  for (const name of ['pushState', 'replaceState']) {
    safely(() => {
      history[name] = new Proxy(history[name], {
        apply(plain, self, given) {
          const result = Reflect.apply(plain, self, given);
          safely(routed)();
          return result;
        }
      });
    })();
  }
  on(page, 'popstate', routed);

  on(doc, 'visibilitychange', () => {
    if (doc.visibilityState === 'hidden') {
      leave();
    } else if (!since) {
      since = now();
    }
  });
  on(page, 'pagehide', leave);
  on(page, 'pageshow', ({persisted}) => {
    if (persisted) {
      begin();
      add('restored');
    }
  });

  function ask() {
    const shown = 'senda.asked';
    if (sessionStorage.getItem(shown)) return;
    fetch(base + 'question', {credentials: 'same-origin'})
      .then(answer => answer.status === 200 ? answer.text() : '')
      .then(kind => {
        if (!/^[a-z]{3,4}$/.test(kind)) return;
        sessionStorage.setItem(shown, '1');
        const style = Object.assign(doc.createElement('link'), {rel: 'stylesheet', href: base + 'question.css'});
        const dialog = Object.assign(doc.createElement('script'), {src: base + 'question.js'});
        dialog.dataset.question = kind;
        style.onload = style.onerror = () => doc.body.append(dialog);
        doc.head.append(style);
      }).catch(() => {});
  }

  Object.defineProperty(page, 'sendaBeacon', {value: Object.freeze({
    answer: safely((question, score) => {
      add('answer', {question, score});
      flush();
    })
  })});
  begin();
  const ready = safely(() => {
    read();
    if (ASKS) ask();
  });
  if (doc.readyState === 'complete') ready();
  else on(page, 'load', ready);
})();
