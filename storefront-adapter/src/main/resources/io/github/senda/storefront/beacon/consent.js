/* Tells the shop's own server what a visitor answered to a tool that keeps it in the browser. */
(() => {
  'use strict';
  const TOOL = '';
  const page = window;
  const script = document.currentScript;
  if (!script || page.sendaConsent || [navigator.doNotTrack, page.doNotTrack].includes('1') ||
      navigator.globalPrivacyControl) return;
  const base = script.src.replace(/\/[^/]*$/, '/');
  const known = 'senda.consent';

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
    osano() {
      for (const type of ['osano-cm-initialized', 'osano-cm-consent-saved']) {
        page.Osano.cm.addEventListener(type, safely(consent => consent && tell(consent.ANALYTICS === 'ACCEPT')));
      }
    },
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
