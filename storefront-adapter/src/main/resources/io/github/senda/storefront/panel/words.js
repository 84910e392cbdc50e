// What the page says: texts by key, numbers and times as the language writes them.

let texts = {};
let lang = 'en';
let plural, whole, fine, percent, finePercent, relative, day, amount;

export function speak(language, loaded) {
  lang = language;
  texts = loaded;
  plural = new Intl.PluralRules(lang);
  whole = new Intl.NumberFormat(lang);
  fine = new Intl.NumberFormat(lang, {maximumFractionDigits: 1});
  percent = new Intl.NumberFormat(lang, {style: 'percent', maximumFractionDigits: 0});
  finePercent = new Intl.NumberFormat(lang, {style: 'percent', maximumFractionDigits: 1});
  relative = new Intl.RelativeTimeFormat(lang, {style: 'short', numeric: 'always'});
  day = new Intl.DateTimeFormat(lang, {day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC'});
  amount = {
    second: new Intl.NumberFormat(lang, {style: 'unit', unit: 'second', maximumFractionDigits: 0}),
    minute: new Intl.NumberFormat(lang, {style: 'unit', unit: 'minute', maximumFractionDigits: 0}),
    hour: new Intl.NumberFormat(lang, {style: 'unit', unit: 'hour', maximumFractionDigits: 1}),
    day: new Intl.NumberFormat(lang, {style: 'unit', unit: 'day', maximumFractionDigits: 1}),
  };
}

/** The text of a key with its places filled; its form follows `count` where it has several. */
export function say(key, places = {}) {
  let text = texts[key];
  if (text === undefined && typeof places.count === 'number') {
    text = texts[`${key}.${plural.select(places.count)}`] ?? texts[`${key}.other`];
  }
  if (text === undefined) {
    return key;
  }
  return text.replace(/\{([a-z]+)\}/g, (place, name) => {
    const value = places[name];
    return value === undefined ? place : typeof value === 'number' ? whole.format(value) : value;
  });
}

export const knows = key => texts[key] !== undefined;
export const number = value => whole.format(value);

/** A number with one decimal at most. */
export const decimal = value => fine.format(value);

/** A difference of two rates in percentage points, with its sign. */
export const points = value => say('number.points', {
  points: new Intl.NumberFormat(lang, {maximumFractionDigits: 1, signDisplay: 'exceptZero'}).format(value * 100)});

/** A rate in per cent, with one decimal where it is small enough for that to matter. */
export const rate = value => (value < 0.995 ? finePercent : percent).format(value);

/** A rate, or the counts it is made of where these are too small for one. */
export const rateOrCount = share =>
  share.small || share.value === undefined
    ? say('figure.count', {part: share.part, whole: share.whole})
    : rate(share.value);

/** How long ago, given in milliseconds. */
export function ago(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) {
    return relative.format(-seconds, 'second');
  }
  if (seconds < 3600) {
    return relative.format(-Math.round(seconds / 60), 'minute');
  }
  return seconds < 172800
    ? relative.format(-Math.round(seconds / 3600), 'hour')
    : relative.format(-Math.round(seconds / 86400), 'day');
}

/** A duration, given in seconds; one that is there is never said to be none. */
export function duration(seconds) {
  if (seconds < 1) {
    return say('duration.short');
  }
  if (seconds < 90) {
    return amount.second.format(seconds);
  }
  if (seconds < 5400) {
    return amount.minute.format(seconds / 60);
  }
  return seconds < 129600 ? amount.hour.format(seconds / 3600) : amount.day.format(seconds / 86400);
}

/** An amount of money as the server gives it. */
export const money = ({amount: sum, currency}) =>
  new Intl.NumberFormat(lang, {style: 'currency', currency, maximumFractionDigits: sum < 1000 ? 2 : 0}).format(sum);

/** Amounts in several currencies, side by side and never added up. */
export const amounts = all => all.map(money).join(' + ');

/** A moment of which only the hour is told, as the reader's clock has it. */
export const hour = text => new Intl.DateTimeFormat(lang,
  {day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit'}).format(new Date(text));

/** A day, given as 2026-10-01. */
export const date = text => day.format(new Date(`${text}T00:00:00Z`));
