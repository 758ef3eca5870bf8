/** Which days the page shows: presets, and any range up to 13 months. */
import {
  DAY,
  HOUR,
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  firstOfMonth,
  instantOf,
  isDay,
  isInstant,
  iso,
  startOfDay,
  startOfHour,
} from './calendar.js';

export const MONTHS_MAX = 13;

const ending = (today, from) => ({ from, to: addDays(today, 1) });

/** Each preset as days `from` (first) and `to` (exclusive). */
export const PRESETS = [
  { name: 'today', title: 'Today', days: (today) => ending(today, today) },
  { name: 'yesterday', title: 'Yesterday', days: (today) => ({ from: addDays(today, -1), to: today }) },
  { name: '7d', title: 'Last 7 days', days: (today) => ending(today, addDays(today, -6)) },
  { name: '30d', title: 'Last 30 days', days: (today) => ending(today, addDays(today, -29)) },
  { name: '90d', title: 'Last 90 days', days: (today) => ending(today, addDays(today, -89)) },
  { name: 'month', title: 'This month', days: (today) => ending(today, firstOfMonth(today)) },
  {
    name: 'last-month',
    title: 'Last month',
    days: (today) => ({ from: addMonths(firstOfMonth(today), -1), to: firstOfMonth(today) }),
  },
  { name: '13m', title: 'Last 13 months', days: (today) => ending(today, addDays(addMonths(today, -MONTHS_MAX), 1)) },
];

export const preset = (name) => PRESETS.find((one) => one.name === name);

/**
 * The period as {from, to, start, end, days}: `from` and `to` as the API takes them, `start` and `end` in
 * milliseconds, `end` exclusive. `choice` is {preset} or {from, to}, days or instants.
 */
export function period(choice, zone, now) {
  const { from, to } = choice.preset ? preset(choice.preset).days(dayOf(now, zone)) : choice;
  const start = instantOf(from, zone);
  const end = instantOf(to, zone);
  return { from, to, start, end, days: Math.max(1, Math.round((end - start) / DAY)), preset: choice.preset };
}

/** Why two inclusive days do not make a range, or null when they do. */
export function problemWith(first, last) {
  if (!isDay(first) || !isDay(last)) return 'Choose a first and a last day.';
  if (last < first) return 'The last day is before the first. Swap them or choose a later one.';
  if (addDays(last, 1) > addMonths(first, MONTHS_MAX)) {
    return `A range is at most ${MONTHS_MAX} months. The last day can be ${addDays(addMonths(first, MONTHS_MAX), -1)} at most.`;
  }
  return null;
}

/** Accepts only what makes a range: two days or two instants, in order. */
export function isRange(from, to) {
  const known = (text) => isDay(text) || isInstant(text);
  return known(from) && known(to) && Date.parse(from) < Date.parse(to);
}

/** Days for long ranges, hours for three days or fewer, unless the viewer chose. */
export function grainFor(chosen, range) {
  if (range.days > 31) return 'day';
  return chosen ?? (range.days <= 3 ? 'hour' : 'day');
}

/** The start of every bucket of the range, in milliseconds. */
export function buckets(range, grain, zone) {
  const starts = [];
  if (grain === 'hour') {
    for (let at = startOfHour(range.start, zone); at < range.end; at = startOfHour(at + HOUR, zone)) starts.push(at);
    return starts;
  }
  const first = dayOf(range.start, zone);
  const count = daysBetween(first, dayOf(range.end - 1, zone)) + 1;
  for (let index = 0; index < count; index++) starts.push(startOfDay(addDays(first, index), zone));
  return starts;
}

/** The thirty days that end with the day of the last sale. */
export function rangeEndingAt(instant, zone) {
  const last = dayOf(instant, zone);
  return { from: addDays(last, -29), to: addDays(last, 1) };
}

/** The buckets between two positions of a chart, as a range for the address. */
export function rangeOfBuckets(starts, first, last, grain, zone) {
  if (grain === 'day') return { from: dayOf(starts[first], zone), to: addDays(dayOf(starts[last], zone), 1) };
  return { from: iso(starts[first]), to: iso(starts[last] + HOUR) };
}
