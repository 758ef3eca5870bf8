/** What every panel is told: the declaration, the view, and the ranges worked out from it. */
import { comparison } from './comparison.js';
import { buckets, grainFor, period } from './range.js';

const labels = new Map();

/** What a value is called, once an answer has told it: a product's name for its code. */
const labelOf = (dimension, value) => labels.get(`${dimension}:${value}`) ?? value;
const remember = (dimension, value, label) => labels.set(`${dimension}:${value}`, label);

/** `completeTo` is a function, because it moves on while the view stays. */
export function contextOf({ dashboard, isFirst, view, now, completeTo, go }) {
  const { zone } = view;
  const range = period(view.range, zone, now);
  // a shop that keeps days without a time has no hours, and an answer said so
  const grain = dashboard.hasHours === false || dashboard.ownDays ? 'day' : grainFor(view.grain, range);
  return {
    dashboard,
    isFirst,
    view,
    zone,
    range,
    grain,
    go,
    labelOf,
    remember,
    currency: dashboard.currency ?? 'USD',
    compared: comparison(view.compare, range, zone),
    starts: buckets(range, grain, zone),
    measure: dashboard.measures.find((one) => one.name === view.measure),
    completeTo: () => completeTo() ?? now,
  };
}
