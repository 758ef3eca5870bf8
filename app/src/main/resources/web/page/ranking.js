/** The order of a leaderboard. No DOM. */
import { change } from './change.js';
import { labelIn } from './dimensions.js';
import { numberOf } from './format.js';
import { isRatio } from './series.js';

/**
 * The lines of a leaderboard, the largest figure or the largest rise first: {value, label, raw, now, before, moved}.
 * What was sold before and is not any more has a line too, with zero. `model` is {rows, before: Map of rows by value}.
 */
export function ranking(model, { dimension, measure, byChange = false }) {
  const valueOf = (row) => String(row[dimension.name] ?? '(none)');
  const nothing = isRatio(measure) ? null : 0;
  const line = (row, raw) => {
    const value = valueOf(row);
    const before = numberOf(model.before.get(value)?.[measure.name]);
    const now = numberOf(raw);
    return { value, label: labelIn(row, dimension), raw, now, before, moved: change(now, before) };
  };
  const here = new Set(model.rows.map(valueOf));
  const gone = [...model.before.values()].filter((row) => !here.has(valueOf(row)));
  const lines = [
    ...model.rows.map((row) => line(row, row[measure.name] ?? nothing)),
    ...gone.map((row) => line(row, nothing)),
  ];
  const weight = byChange ? ({ moved }) => moved.difference ?? -Infinity : ({ now }) => now ?? -Infinity;
  return lines.sort((one, other) => weight(other) - weight(one) || one.label.localeCompare(other.label));
}
