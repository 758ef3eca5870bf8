/**
 * Days and instants of a zone. A day is text ("2026-11-21"), an instant is milliseconds since 1970.
 * No DOM and no clock: the present is always passed in.
 */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const formats = new Map();

/** A formatter per (zone, options); making one costs far more than using one. */
export function formatter(zone, options, locale = undefined) {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }));
  return formats.get(key);
}

const CLOCK = {
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  era: 'short',
};

/** The wall clock of `zone` at `instant`, as if it were UTC. */
function wallClock(instant, zone) {
  const part = {};
  for (const { type, value } of formatter(zone, CLOCK, 'en-US').formatToParts(instant)) part[type] = value;
  return Date.UTC(+part.year, +part.month - 1, +part.day, +part.hour, +part.minute, +part.second);
}

/** How far `zone` is ahead of UTC at `instant`, in milliseconds. */
export const offset = (instant, zone) => wallClock(instant, zone) - Math.floor(instant / 1000) * 1000;

export const dayOf = (instant, zone) => new Date(wallClock(instant, zone)).toISOString().slice(0, 10);
export const hourOf = (instant, zone) => new Date(wallClock(instant, zone)).getUTCHours();

/** 0 is Monday. */
export const weekdayOf = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/**
 * The instant at which the clock of `zone` shows `wall` (given as if it were UTC): the earlier where it does so twice,
 * and where it never does, as much later as the clock skips.
 */
function instantAt(wall, zone) {
  const before = offset(wall - DAY, zone);
  if (offset(wall - before, zone) === before) return wall - before;
  const after = offset(wall + DAY, zone);
  return offset(wall - after, zone) === after ? wall - after : wall - before;
}

/** The first instant of `day` in `zone`; where the clock skips midnight, it is 01:00. */
export const startOfDay = (day, zone) => instantAt(Date.parse(`${day}T00:00:00Z`), zone);

/** The start of the zone's hour around `instant`; not every zone is whole hours ahead of UTC. */
export const startOfHour = (instant, zone) => {
  const whole = Math.floor(instant / 1000) * 1000;
  return whole - (wallClock(whole, zone) % HOUR);
};

export const addDays = (day, count) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);

/** The same day of another month, or that month's last day when it is shorter. */
export function addMonths(day, count) {
  const [year, month, date] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10);
}

export const firstOfMonth = (day) => `${day.slice(0, 8)}01`;

export const daysBetween = (from, to) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

export const isDay = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

export const isInstant = (text) => /^\d{4}-\d{2}-\d{2}T.+Z$/.test(text ?? '') && !Number.isNaN(Date.parse(text));

/** A day or an instant, as the instant it begins at. */
export const instantOf = (text, zone) => (isDay(text) ? startOfDay(text, zone) : Date.parse(text));

/** The instant shifted by whole days of the zone, so that 09:00 stays 09:00 across a change of the clocks. */
export function shiftDays(instant, count, zone) {
  if (count === 0) return instant;
  const whole = Math.floor(instant / 1000) * 1000;
  return instantAt(wallClock(whole, zone) + count * DAY, zone) + (instant - whole);
}

export const iso = (instant) => new Date(instant).toISOString().replace('.000Z', 'Z');
