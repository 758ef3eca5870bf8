/** A line without axes, as small as a word. The figure beside it is its text alternative. */
import { bucketAt } from './comparison.js';
import { onPoint } from './crosshair.js';
import { svg } from './element.js';

const HEIGHT = 32;

export class Sparkline {
  constructor() {
    this.area = svg('path.spark-area');
    this.line = svg('path.spark-line');
    this.rest = svg('path.spark-rest');
    this.hair = svg('path.spark-hair', { d: '' });
    this.element = svg(
      'svg.spark',
      { viewBox: `0 0 100 ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
      this.area,
      this.line,
      this.rest,
      this.hair,
    );
    onPoint((instant) => this.point(instant));
  }

  /** One value per bucket of `context.starts`, null where there is none yet; the last is dashed while it is unfinished. */
  draw(values, unfinished, context) {
    this.context = context;
    const known = values.filter((value) => value !== null);
    if (!known.length) known.push(0);
    this.count = values.length;
    const top = Math.max(...known, 0);
    // half way to zero: the shape can be seen, and a ripple does not look like a storm
    const low = Math.min(Math.min(...known) / 2, ...known);
    const y = (value) => (HEIGHT - 3 - ((value - low) / (top - low || 1)) * (HEIGHT - 6)).toFixed(2);
    const points = values.map((value, index) => (value === null ? null : [this.x(index), y(value)])).filter(Boolean);
    const solid = unfinished && points.length > 1 ? points.slice(0, -1) : points;
    this.line.setAttribute('d', path(solid));
    this.rest.setAttribute('d', unfinished && points.length > 1 ? path(points.slice(-2)) : '');
    this.area.setAttribute(
      'd',
      solid.length > 1 ? `${path(solid)}L${solid.at(-1)[0]} ${HEIGHT}L${solid[0][0]} ${HEIGHT}Z` : '',
    );
  }

  x(index) {
    return (this.count > 1 ? (index / (this.count - 1)) * 100 : 50).toFixed(2);
  }

  point(instant) {
    const index = instant === null || !this.context ? -1 : bucketAt(this.context.starts, instant, this.context.grain);
    this.hair.setAttribute('d', index < 0 ? '' : `M${this.x(index)} 0V${HEIGHT}`);
  }
}

const path = (points) => points.map(([x, y], index) => `${index ? 'L' : 'M'}${x} ${y}`).join('');
