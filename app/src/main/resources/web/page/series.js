/** The rows of an answer laid on the buckets of a chart. */
import { HOUR } from './calendar.js';
import { numberOf } from './format.js';

/**
 * One value per bucket. A bucket without a row had no orders: zero for what adds up, nothing for a ratio. What has not
 * happened yet, or is not known yet, is null and not zero.
 */
export function seriesOf(rows, starts, measure, completeTo) {
  const known = new Map(rows.map((row) => [Date.parse(row.time), row[measure.name]]));
  const nothing = isRatio(measure) ? null : 0;
  return starts.map((start) => {
    if (completeTo !== null && start > completeTo) return null;
    return known.has(start) ? numberOf(known.get(start)) : nothing;
  });
}

/** Ratios (an average order, a share) have no value where nothing was sold. */
export const isRatio = (measure) =>
  measure.unit === 'ratio' || (measure.additive === false && measure.unit === 'currency');

/** The position of the bucket that is still being filled, or -1. */
export function unfinishedAt(starts, grain, end, completeTo) {
  if (completeTo === null || completeTo >= end) return -1;
  for (let index = starts.length - 1; index >= 0; index--) {
    const next = starts[index + 1] ?? (grain === 'hour' ? starts[index] + HOUR : end);
    if (starts[index] <= completeTo && completeTo < next) return index;
  }
  return -1;
}
