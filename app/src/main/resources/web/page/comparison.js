/** What a period is compared with, and how much of it has elapsed. */
import {
  DAY,
  HOUR,
  addDays,
  dayOf,
  daysBetween,
  instantOf,
  isDay,
  iso,
  shiftDays,
  startOfDay,
  startOfHour,
} from './calendar.js';
import { buckets } from './range.js';

export const COMPARISONS = [
  { name: 'previous', title: 'Previous period', short: 'previous period' },
  { name: 'year', title: 'Same weekdays a year ago', short: 'a year ago' },
  { name: 'custom', title: 'Another range' },
  { name: 'none', title: 'No comparison' },
];

/** 52 whole weeks, so that every day meets its own weekday. */
const YEAR_OF_WEEKDAYS = 364;

/** The compared range as {start, end} in milliseconds, or null. `choice` is {name, from?, to?}. */
export function comparison(choice, range, zone) {
  switch (choice.name) {
    case 'previous':
      return previous(range, zone);
    case 'year':
      return {
        start: shiftDays(range.start, -YEAR_OF_WEEKDAYS, zone),
        end: shiftDays(range.end, -YEAR_OF_WEEKDAYS, zone),
      };
    case 'custom':
      return { start: instantOf(choice.from, zone), end: instantOf(choice.to, zone) };
    default:
      return null;
  }
}

/** Whole months are compared with the whole month before; anything else with as many days just before. */
function previous(range, zone) {
  if (range.preset === 'month' || range.preset === 'last-month') {
    const monthBefore = `${addDays(range.from, -1).slice(0, 8)}01`;
    return { start: startOfDay(monthBefore, zone), end: startOfDay(range.from, zone) };
  }
  if (!isDay(range.from)) return { start: range.start - (range.end - range.start), end: range.start };
  const count = Math.round((range.end - range.start) / DAY);
  return { start: shiftDays(range.start, -count, zone), end: range.start };
}

/** True while part of the range is still to come. */
export const isUnfinished = (range, completeTo) => completeTo !== null && completeTo < range.end;

/**
 * The compared range cut to the part that has elapsed in the period, so that a morning is not compared with a whole
 * day. Counted in days of the zone and the time of day, and cut down to the minute so that answers can be cached.
 */
export function elapsedPart(compared, range, completeTo, zone) {
  if (!compared || !isUnfinished(range, completeTo)) return compared;
  if (completeTo <= range.start) return { start: compared.start, end: compared.start };
  const now = Math.floor(completeTo / 60_000) * 60_000;
  const isMidnight = (instant) => instant === startOfDay(dayOf(instant, zone), zone);
  const end =
    isMidnight(range.start) && isMidnight(compared.start)
      ? shiftDays(now, daysBetween(dayOf(range.start, zone), dayOf(compared.start, zone)), zone)
      : compared.start + (now - range.start);
  return { start: compared.start, end: Math.max(compared.start, Math.min(compared.end, end)) };
}

/** The elapsed part of the compared bucket that stands opposite the unfinished bucket at `start`: by the clock in a day. */
export function elapsedBucket(start, comparedStart, completeTo, grain, zone) {
  const now = Math.floor(completeTo / 60_000) * 60_000;
  const end =
    grain === 'day'
      ? shiftDays(now, daysBetween(dayOf(start, zone), dayOf(comparedStart, zone)), zone)
      : comparedStart + Math.max(0, now - start);
  return { start: comparedStart, end: Math.max(comparedStart, end) };
}

/**
 * The buckets of the comparison, each opposite one of the period. Hours of whole days meet the same hour by the clock,
 * also where one of the days has 23 or 25 of them.
 */
export function opposite(starts, compared, range, grain, zone) {
  const isMidnight = (instant) => instant === startOfDay(dayOf(instant, zone), zone);
  if (grain !== 'hour' || !isMidnight(range.start) || !isMidnight(compared.start))
    return buckets(compared, grain, zone);
  const days = daysBetween(dayOf(range.start, zone), dayOf(compared.start, zone));
  return starts.map((start) => startOfHour(shiftDays(start, days, zone), zone)).filter((start) => start < compared.end);
}

/** Of `starts`, the index of the bucket that `instant` falls into, or -1. */
export function bucketAt(starts, instant, grain) {
  for (let index = starts.length - 1; index >= 0; index--) {
    if (starts[index] <= instant) return instant < starts[index] + (grain === 'hour' ? HOUR : 25 * HOUR) ? index : -1;
  }
  return -1;
}

/** The range as parameters of the API. */
export const asParameters = ({ start, end }) => ({ from: iso(start), to: iso(end) });
