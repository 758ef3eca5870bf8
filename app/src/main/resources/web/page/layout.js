/** Which panels a view is made of, from the declared dimensions: the overview, or the page of a region. */
import { HOUR, addDays, dayOf, shiftDays, startOfDay, startOfHour } from './calendar.js';
import { child, leaf, rootOf, roots } from './dimensions.js';
import { HeatMap } from './heatmap.js';
import { Leaderboard } from './leaderboard.js';
import { Matrix } from './matrix.js';
import { Movers } from './movers.js';
import { JustSold } from './sold.js';
import { Timeline } from './timeline.js';
import { buckets } from './range.js';
import { comparison } from './comparison.js';

/** Panels of the same kind of place look alike; a view of another kind is laid out anew. */
export const kindOf = (view) => `${view.dashboard}|${view.inside.map((step) => step.dimension)}`;

export function panelsOf(dashboard, view) {
  return view.inside.length ? inside(dashboard, view) : overview(dashboard);
}

/** Leaderboard of the first tree, the table where the first two meet, and a leaderboard for every further one. */
function overview(dashboard) {
  const [first, second, ...further] = roots(dashboard);
  return [
    new Timeline(),
    first && new Leaderboard(first),
    new Movers(dashboard),
    second && new Matrix(second, first),
    ...further.map((dimension) => new Leaderboard(dimension)),
  ]
    .filter(Boolean)
    .concat(new JustSold(dashboard, { wide: further.length % 2 === 0 }));
}

/** Inside a value: what is below it, the finest of every other tree to search, and the hours. */
function inside(dashboard, view) {
  const here = view.inside.at(-1).dimension;
  const taken = new Set(view.inside.map((step) => rootOf(dashboard, step.dimension).name));
  const below = child(dashboard, here);
  const others = roots(dashboard)
    .filter((root) => !taken.has(root.name))
    .map((root) => leaf(dashboard, root.name));
  return [
    new Timeline(),
    below && new Leaderboard(below, { searchable: below === leaf(dashboard, here) && Boolean(below.label) }),
    ...others.map((dimension) => new Leaderboard(dimension, { searchable: true })),
    new Movers(dashboard, { wide: (others.length + (below ? 1 : 0)) % 2 === 0 }),
    new LastWeek(),
    new HeatMap(),
    new JustSold(dashboard),
  ].filter(Boolean);
}

/** The hours of the last seven days, whatever range is shown above. */
class LastWeek extends Timeline {
  constructor() {
    super({
      name: 'hours',
      testid: 'hours',
      title: 'Hours of the last week',
      caption: 'The last seven days by the hour, whatever the range above',
    });
  }

  span({ zone, completeTo, view }) {
    const now = completeTo();
    const today = dayOf(now, zone);
    const start = startOfDay(addDays(today, -6), zone);
    const range = {
      from: addDays(today, -6),
      to: addDays(today, 1),
      start,
      end: Math.min(startOfDay(addDays(today, 1), zone), startOfHour(now, zone) + HOUR),
      days: 7,
    };
    const choice = view.compare.name === 'custom' ? { name: 'previous' } : view.compare;
    const compared =
      choice.name === 'none'
        ? null
        : choice.name === 'previous'
          ? { start: shiftDays(start, -7, zone), end: shiftDays(range.end, -7, zone) }
          : comparison(choice, range, zone);
    return { range, compared, grain: 'hour', starts: buckets(range, 'hour', zone) };
  }

  show(model, context) {
    super.show(model, context);
    this.title(`${context.measure.title} by hour, last week`);
  }

  fileWords = 'hours-of-the-last-week';
}
