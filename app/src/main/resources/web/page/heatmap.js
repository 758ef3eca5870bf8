/** Hour of the day × weekday: when people buy. Means per hour, so that five Mondays weigh no more than four Tuesdays. */
import { dayOf, hourOf, startOfHour, weekdayOf } from './calendar.js';
import { h } from './element.js';
import { brief, full, numberOf } from './format.js';
import { Panel } from './panel.js';
import { inPeriod } from './questions.js';
import { buckets } from './range.js';
import { isRatio } from './series.js';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The seven weekdays, beginning with the shop's first. */
export function weekFrom(first) {
  const at = Math.max(
    0,
    DAYS.findIndex((day) => day.toLowerCase() === String(first).toLowerCase()),
  );
  return DAYS.map((_, index) => (index + at) % 7);
}

/** The mean of a measure per weekday and hour: cells[weekday][hour], null where no such hour has passed. Pure. */
export function means(rows, { start, end, completeTo, zone, measure }) {
  const sums = DAYS.map(() => Array.from({ length: 24 }, () => ({ sum: 0, hours: 0 })));
  const known = new Map(rows.map((row) => [Date.parse(row.time), numberOf(row[measure.name])]));
  const until = Math.min(end, completeTo === null ? end : startOfHour(completeTo, zone));
  for (const at of buckets({ start, end: until }, 'hour', zone)) {
    const cell = sums[weekdayOf(dayOf(at, zone))][hourOf(at, zone)];
    const value = known.get(at) ?? null;
    if (value === null && isRatio(measure)) continue;
    cell.sum += value ?? 0;
    cell.hours += 1;
  }
  return sums.map((day) => day.map(({ sum, hours }) => (hours ? sum / hours : null)));
}

export class HeatMap extends Panel {
  slow = true;

  constructor() {
    super('heatmap', { title: 'Hours of the week', wide: true });
    this.grid = h('table.heat');
    this.body.append(
      h(
        'div.scroll',
        { tabindex: '0', role: 'region', 'aria-label': 'Hours of the week, scrolls sideways' },
        this.grid,
      ),
    );
  }

  load(context) {
    return inPeriod(context, { grain: 'hour' });
  }

  show(model, context) {
    const { measure, currency, range, zone, dashboard } = context;
    this.note.textContent =
      model.hasHours === false
        ? 'The shop keeps days without a time, so there are no hours to show.'
        : `Mean ${measure.title.toLowerCase()} per hour over the range, by the clock of ${zone}`;
    this.grid.hidden = model.hasHours === false;
    const cells = means(model.rows, { ...range, completeTo: context.completeTo(), zone, measure });
    const most = Math.max(...cells.flat().map((value) => value ?? 0), 0);
    const whole = { ...measure, format: { ...measure.format, decimals: measure.unit === 'currency' ? 2 : 1 } };
    const cell = (value, day, hour) => {
      const element = h(
        'td',
        {
          title: `${DAYS[day]} ${String(hour).padStart(2, '0')}:00, ${value === null ? 'not yet' : full(value.toFixed(2), whole, currency)}`,
        },
        h('span.heat-value', {}, value === null ? '' : brief(value, measure, currency)),
      );
      element.style.setProperty('--tint', most ? Math.max(0, value ?? 0) / most : 0);
      return element;
    };
    this.grid.replaceChildren(
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, h('span.unseen', {}, 'Weekday')),
          Array.from({ length: 24 }, (_, hour) => h('th', { scope: 'col' }, String(hour).padStart(2, '0'))),
        ),
      ),
      h(
        'tbody',
        {},
        weekFrom(dashboard.firstWeekday).map((day) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, DAYS[day].slice(0, 3)),
            cells[day].map((value, hour) => cell(value, day, hour)),
          ),
        ),
      ),
    );
  }

  table(model, context) {
    const { measure, range, zone, dashboard } = context;
    const cells = means(model.rows, { ...range, completeTo: context.completeTo(), zone, measure });
    return {
      columns: ['weekday', ...Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)],
      rows: weekFrom(dashboard.firstWeekday).map((day) => [
        DAYS[day],
        ...cells[day].map((value) => value?.toFixed(2) ?? null),
      ]),
    };
  }
}
