/** Campaigns as bands behind a timeline: a light tint each, and its name above wherever there is room for it. */
import { placeOf } from './campaigns.js';
import { PLOT_RIGHT } from './drawing.js';
import { h } from './element.js';

const GAP_PIXELS = 10;

export class Bands {
  constructor(name) {
    this.element = h('div.bands', { 'aria-hidden': 'true', 'data-testid': `${name}-bands` });
  }

  /** `positionOf(index)` and `bottom` in pixels of the chart, which is `width` wide. */
  place({ campaigns, starts, range, grain }, { positionOf, bottom, width }) {
    const left = positionOf(0);
    const right = width - PLOT_RIGHT;
    const step = starts.length > 1 ? (positionOf(starts.length - 1) - left) / (starts.length - 1) : 2 * (right - left);
    const first = starts.length > 1 ? left : left - step / 2;
    const within = (x) => Math.max(first, Math.min(right, x));
    // a bucket is drawn at its start and stands for all of its time: half of it lies on either side
    const at = (instant) => within(left + (placeOf(instant, starts, range, grain) - 0.5) * step);
    this.hold(campaigns);
    const bands = campaigns.map((campaign, index) => {
      const [from, to] = [at(Date.parse(campaign.from)), at(Date.parse(campaign.to))];
      const band = this.element.children[index];
      const name = band.firstChild;
      name.hidden = false;
      band.style.setProperty('--x', `${from}px`);
      band.style.setProperty('--width', `${Math.max(2, to - from)}px`);
      band.style.setProperty('--bottom', `${bottom}px`);
      return { name, from, to };
    });
    nameWhereThereIsRoom(bands, first, right);
  }

  /** One element per campaign; the same campaigns keep theirs, so that an order coming in moves nothing. */
  hold(campaigns) {
    const names = JSON.stringify(campaigns.map((campaign) => campaign.name));
    if (names === this.names) return;
    this.names = names;
    this.element.replaceChildren(
      ...campaigns.map(({ name }) =>
        h('div.band', { 'data-testid': 'band', 'data-campaign': name }, h('span.band-name', {}, name)),
      ),
    );
  }
}

/**
 * Inside its band if it fits, else around it, if it touches neither another name nor another band; else not at all. The
 * newest goes first: it is what a reader asks about.
 */
function nameWhereThereIsRoom(bands, first, right) {
  const widths = bands.map(({ name }) => name.offsetWidth);
  let free = right;
  for (let index = bands.length - 1; index >= 0; index--) {
    const { name, from, to } = bands[index];
    const width = widths[index];
    const isInside = width <= to - from;
    const least = isInside ? from : (bands[index - 1]?.to ?? first);
    const most = (isInside ? free : Math.min(free, bands[index + 1]?.from ?? right)) - width;
    const x = isInside ? from : Math.max(least, Math.min((from + to - width) / 2, most));
    name.hidden = x > most;
    if (name.hidden) continue;
    name.style.setProperty('--x', `${x - from}px`);
    free = x - GAP_PIXELS;
  }
}
