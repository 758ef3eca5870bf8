/** Figures, days and ages as people read them; always by Intl, always with the currency. */
import { DAY, dayOf, formatter } from './calendar.js';

/** A number from a JSON number or a decimal text; null stays null. Only for drawing and comparing, never for sums of money. */
export const numberOf = (value) => (value === null || value === undefined || value === '' ? null : Number(value));

function options(measure, currency) {
  const decimals = measure.format?.decimals ?? (measure.unit === 'currency' ? 2 : 0);
  const shown = measure.unit === 'ratio' ? Math.max(0, decimals - 2) : decimals; // of a hundred, not of one
  const digits = { minimumFractionDigits: shown, maximumFractionDigits: shown };
  if (measure.unit === 'currency')
    return { style: 'currency', currency: measure.currency ?? currency, currencyDisplay: 'narrowSymbol', ...digits };
  if (measure.unit === 'ratio') return { style: 'percent', ...digits };
  return digits;
}

const cache = new Map();

function numbers(kind, measure, currency, more) {
  const key = [kind, measure.name, measure.unit, measure.format?.decimals, currency].join('|');
  if (!cache.has(key)) cache.set(key, new Intl.NumberFormat(undefined, { ...options(measure, currency), ...more }));
  return cache.get(key);
}

/** The whole figure. Decimal text goes to Intl as text, so that no cent is lost on the way. */
export function full(value, measure, currency) {
  if (value === null || value === undefined) return '–';
  return numbers('full', measure, currency, {}).format(value);
}

/** 1.2k: only where the whole figure is a hover away. */
export function compact(value, measure, currency) {
  if (value === null || value === undefined) return '–';
  if (Math.abs(Number(value)) < 1000)
    return full(value, { ...measure, format: { decimals: shortDecimals(value, measure) } }, currency);
  return numbers('compact', measure, currency, {
    notation: 'compact',
    minimumFractionDigits: undefined,
    maximumFractionDigits: undefined,
    minimumSignificantDigits: 1,
    maximumSignificantDigits: 3,
  }).format(value);
}

function shortDecimals(value, measure) {
  if (measure.unit === 'ratio') return 3;
  return Number.isInteger(Number(value)) || Math.abs(Number(value)) >= 100
    ? 0
    : Math.min(2, measure.format?.decimals ?? 0);
}

/** Two digits, for cells as narrow as an hour. */
export const brief = (value, measure, currency) =>
  numbers('brief', measure, currency, {
    notation: 'compact',
    minimumFractionDigits: undefined,
    maximumFractionDigits: undefined,
    minimumSignificantDigits: 1,
    maximumSignificantDigits: 2,
  }).format(value);

/** With its sign in front: +$1,200. */
export function signed(value, measure, currency) {
  const text = compact(Math.abs(value), measure, currency);
  return `${value < 0 ? '−' : '+'}${text}`;
}

const SHORT = { day: 'numeric', month: 'short' };
const LONG = { ...SHORT, year: 'numeric' };

/** "24 Sep – 23 Oct 2026", for a range whose end is exclusive; hours are named when it does not fall on whole days. */
export function rangeText(start, end, zone) {
  const last = end - 1;
  const whole = formatter(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'en-GB');
  if (whole.format(start) !== '00:00' || whole.format(end) !== '00:00') {
    const from = `${formatter(zone, SHORT).format(start)}, ${whole.format(start)}`;
    const to =
      dayOf(start, zone) === dayOf(last, zone)
        ? whole.format(end)
        : `${formatter(zone, SHORT).format(end)}, ${whole.format(end)}`;
    return `${from} – ${to}`;
  }
  if (end - start <= DAY + 3_600_000 && dayOf(start, zone) === dayOf(last, zone))
    return formatter(zone, LONG).format(start);
  return formatter(zone, LONG).formatRange(start, last);
}

export const dayText = (instant, zone) => formatter(zone, { weekday: 'short', ...SHORT }).format(instant);
export const longDay = (instant, zone) => formatter(zone, LONG).format(instant);
export const timeText = (instant, zone) =>
  formatter(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
export const secondText = (instant, zone) =>
  formatter(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(instant);
export const bucketText = (instant, grain, zone) =>
  grain === 'hour' ? `${dayText(instant, zone)}, ${timeText(instant, zone)}` : dayText(instant, zone);

/** "today 12:04", or with the day when it is another one. */
export function momentText(instant, zone, now) {
  const time = timeText(instant, zone);
  return dayOf(instant, zone) === dayOf(now, zone) ? time : `${longDay(instant, zone)}, ${time}`;
}

/** An age in words: "0.4 s", "12 s", "2 min", "3 h", "2 days". */
export function ageText(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

export const count = (value) => Number(value).toLocaleString();
