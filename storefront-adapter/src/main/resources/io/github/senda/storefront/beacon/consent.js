/* Tells the shop's own server what a visitor answered where the shop asks by a tool that keeps the
   answer in the browser. The shop's own script may say it too: sendaConsent(true). */
(() => {
  'use strict';
  const TOOL = '';
  const page = window;
  const script = document.currentScript;
  if (!script || page.sendaConsent || [navigator.doNotTrack, page.doNotTrack].includes('1') ||
      navigator.globalPrivacyControl) return;
  const base = script.src.replace(/\/[^/]*$/, '/');
  const known = 'senda.consent';

  /* Once for each answer and session of the browser. */
  function tell(agreed) {
    const word = String(agreed);
    if (typeof agreed !== 'boolean' || sessionStorage.getItem(known) === word) return;
    sessionStorage.setItem(known, word);
    fetch(base + 'consent', {method: 'POST', body: word, keepalive: true, credentials: 'same-origin'})
      .catch(() => sessionStorage.removeItem(known));
  }
  const safely = act => (...given) => {
    try {
      act(...given);
    } catch (e) {
      return;
    }
  };

  const tools = {
    /* Before anybody has answered it says nothing. */
    osano() {
      for (const type of ['osano-cm-initialized', 'osano-cm-consent-saved']) {
        page.Osano.cm.addEventListener(type, safely(consent => consent && tell(consent.ANALYTICS === 'ACCEPT')));
      }
    },
    /* It publishes each state in the data layer, with the services by their names. */
    usercentrics() {
      const read = safely(() => {
        let agreed;
        for (const push of page.dataLayer || []) {
          if (push && push.event === 'consent_status' && /^explicit$/i.test(push.type)) {
            const service = Object.keys(push).find(name => /^senda$/i.test(name));
            if (service) agreed = push[service] === true;
          }
        }
        tell(agreed);
      });
      const soon = () => {
        read();
        setTimeout(read, 1000);
      };
      for (const type of ['UC_UI_INITIALIZED', 'UC_UI_CMP_EVENT', 'UC_CONSENT']) page.addEventListener(type, soon);
      soon();
    }
  };

  Object.defineProperty(page, 'sendaConsent', {value: safely(tell)});
  const begin = safely(() => tools[TOOL] && tools[TOOL]());
  if (document.readyState === 'complete') begin();
  else page.addEventListener('load', begin);
})();
