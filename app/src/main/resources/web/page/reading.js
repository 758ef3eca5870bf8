/** What a timeline says in words: at one place, as a whole, and along its axis. No DOM. */
import { dayOf, hourOf, weekdayOf } from './calendar.js';
import { campaignText, campaignsAt } from './campaigns.js';
import { change, changeText } from './change.js';
import { bucketAt } from './comparison.js';
import { bucketText, compact, full, numberOf, rangeText, timeText } from './format.js';

const LABEL_PIXELS = 76;

/** The compared figure of a bucket; for the unfinished one, that of the same elapsed part. */
export function beforeAt(drawn, index, measure) {
  if (index === drawn.unfinished && drawn.soFar) return numberOf(drawn.soFar[measure.name]) ?? 0;
  return drawn.before[index];
}

/** {when, value, before, moved, kind, campaigns[], unusual[]} of the bucket at `index`. */
export function linesAt(drawn, index, { measure, currency, zone }) {
  const { starts, grain, raw, unfinished, values, comparedStarts, unusual } = drawn;
  const value = raw.get(starts[index]) ?? values[index];
  const before = beforeAt(drawn, index, measure);
  const moved = change(values[index], before);
  const isOpen = index === unfinished;
  const hasBefore = before !== null && comparedStarts[index] !== undefined;
  return {
    when: `${bucketText(starts[index], grain, zone)}${isOpen ? ` until ${timeText(drawn.completeTo, zone)}` : ''}`,
    value: value === null ? 'not yet' : full(value, measure, currency),
    before: hasBefore
      ? `${full(before, measure, currency)} · ${bucketText(comparedStarts[index], grain, zone)}${isOpen ? ', same part' : ''}`
      : null,
    moved: values[index] === null || !comparedStarts.length ? null : changeText(moved),
    kind: moved.kind,
    campaigns: campaignsAt(drawn, index).map(campaignText),
    unusual: unusual
      .filter((hour) => bucketAt(starts, Date.parse(hour.time), grain) === index)
      .map((hour) => `${timeText(Date.parse(hour.time), zone)}: ${hour.sentence}`),
  };
}

/** The text alternative: what the line would tell at a glance. */
export function alternative({ values, starts, grain, unfinished, range, campaigns }, { measure, currency, zone }) {
  const known = values
    .map((value, index) => ({ value, index }))
    .filter(({ value, index }) => value !== null && index !== unfinished)
    .sort((one, other) => other.value - one.value);
  const place = ({ value, index }) =>
    `${bucketText(starts[index], grain, zone)} with ${compact(value, measure, currency)}`;
  const extremes = known.length ? ` Highest ${place(known[0])}, lowest ${place(known.at(-1))}.` : '';
  const during = campaigns.length ? ` Campaigns: ${campaigns.map((each) => each.name).join(', ')}.` : '';
  const days = rangeText(starts[0], range.end, zone);
  return `Chart of ${measure.title.toLowerCase()} by ${grain}, ${days}.${extremes}${during} Left and right arrow read the figures, Enter looks closer.`;
}

/** Labels where a reader looks for them: mornings of whole days, Mondays, firsts of a month, as the width allows. */
export function labelled({ starts, grain }, zone, width) {
  const room = Math.max(2, Math.floor(width / LABEL_PIXELS));
  if (grain === 'hour') {
    if (starts.length > room * 3) return (index) => hourOf(starts[index], zone) === 0;
    const step = [1, 2, 3, 4, 6, 12, 24].find((hours) => starts.length / hours <= room) ?? 24;
    return (index) => hourOf(starts[index], zone) % step === 0;
  }
  if (starts.length > 45 && starts.length / 7 <= room) return (index) => weekdayOf(dayOf(starts[index], zone)) === 0;
  if (starts.length > 45 && starts.length > room * 7) return (index) => dayOf(starts[index], zone).endsWith('-01');
  const step = Math.ceil(starts.length / room);
  return (index) => (starts.length - 1 - index) % step === 0;
}
