/** The timeline at full width: the period, the comparison and campaigns behind it, unusual hours, and a drag to look closer. */
import { Bands } from './bands.js';
import { dayOf, hourOf } from './calendar.js';
import { namesAt } from './campaigns.js';
import { bucketAt, elapsedBucket, opposite } from './comparison.js';
import { onPoint } from './crosshair.js';
import { echarts, options } from './drawing.js';
import { h, say } from './element.js';
import { bucketText, compact, dayText, full, rangeText, timeText } from './format.js';
import { Panel } from './panel.js';
import { Pointing } from './pointing.js';
import { alternative, beforeAt, labelled, linesAt } from './reading.js';
import { campaignsIn, inPeriod, inSpan, inWholeComparison, unusualHours } from './questions.js';
import { rangeOfBuckets } from './range.js';
import { seriesOf, unfinishedAt } from './series.js';

export class Timeline extends Panel {
  constructor({ name = 'timeline', testid = 'timeline', title = 'Timeline', caption = null } = {}) {
    super(name, { title, wide: true, canSwitch: true, testid });
    this.caption = caption;
    this.canvas = h('div.chart-canvas');
    this.bands = new Bands(name);
    this.legend = h('div.legend', { 'aria-hidden': 'true' });
    this.tip = h('div.tip', { hidden: true, 'data-testid': `${name}-tip` });
    this.hair = h('div.hair', { hidden: true });
    this.selection = h('div.selection', { hidden: true });
    this.heard = h('p.unseen', { 'aria-live': 'polite' });
    this.stage = h(
      'div.chart',
      { tabindex: '0', role: 'application', 'data-testid': `${name}-chart` },
      this.bands.element,
      this.canvas,
      this.hair,
      this.selection,
      this.tip,
    );
    this.unusual = h('ul.unusual', { 'data-testid': `${name}-unusual` });
    this.body.append(this.legend, this.stage, this.heard, this.unusual);
    this.pointing = new Pointing(this);
    onPoint((instant) => this.pointAt(instant));
    this.resized = new ResizeObserver(() => {
      this.chart?.resize();
      this.model && this.chart && this.paint();
    });
    this.resized.observe(this.stage);
    this.left = new AbortController();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.model && this.paint(), {
      signal: this.left.signal,
    });
  }

  /** The page went elsewhere. */
  leave() {
    this.left.abort();
    this.resized.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  /** Which range and grain; the week of a region's page has its own. */
  span(context) {
    return { range: context.range, compared: context.compared, grain: context.grain, starts: context.starts };
  }

  async load(context) {
    const span = this.span(context);
    const what = { grain: span.grain };
    const its = { ...context, range: span.range, compared: span.compared };
    const [period, compared, unusual, { campaigns }] = await Promise.all([
      inPeriod(its, what),
      inWholeComparison(its, what),
      unusualHours(its),
      campaignsIn(its),
    ]);
    const completeTo = context.completeTo();
    const unfinished = unfinishedAt(span.starts, span.grain, span.range.end, completeTo);
    const comparedStarts = span.compared
      ? opposite(span.starts, span.compared, span.range, span.grain, context.zone)
      : [];
    const part =
      unfinished >= 0 && unfinished < comparedStarts.length
        ? elapsedBucket(
            span.starts[unfinished],
            comparedStarts[unfinished],
            completeTo,
            span.grain,
            context.zone,
          )
        : null;
    const soFar = part && part.end > part.start ? ((await inSpan(context, part, {}, true)).rows[0] ?? {}) : null;
    return {
      ...span,
      period,
      compared,
      comparedStarts,
      unusual: unusual.hours ?? [],
      campaigns,
      unfinished,
      soFar,
      completeTo,
    };
  }

  show(model, context) {
    const { measure } = context;
    const raw = new Map(model.period.rows.map((row) => [Date.parse(row.time), row[measure.name]]));
    const before = seriesOf(model.compared.rows, model.comparedStarts, measure, null);
    const values = seriesOf(model.period.rows, model.starts, measure, model.completeTo);
    this.drawn = {
      ...model,
      values,
      raw,
      before: model.starts.map((_, index) => before[index] ?? null),
      marks: this.marks(model, values),
      unfinished: model.unfinished,
      labels: model.starts.map((start) => this.label(start, model, context.zone)),
    };
    this.title(`${measure.title} by ${model.grain}`);
    say(
      this.note,
      model.period.hasHours === false && model.grain === 'hour'
        ? 'The shop keeps days without a time, so there are no hours to show.'
        : (this.caption ?? ''),
    );
    this.describe(context);
    this.listUnusual(model, context);
    this.context = context;
    this.paint();
  }

  marks(model, values) {
    const marks = values.map(() => null);
    for (const hour of model.unusual) {
      const index = bucketAt(model.starts, Date.parse(hour.time), model.grain);
      if (index >= 0) marks[index] = values[index];
    }
    return marks;
  }

  label(start, model, zone) {
    if (model.grain === 'day') return dayText(start, zone).replace(/^\S+\s/, '');
    return hourOf(start, zone) === 0 ? dayText(start, zone) : timeText(start, zone);
  }

  async paint() {
    if (!this.asTable.hidden || !this.stage.clientWidth) return;
    const library = await echarts().catch((failure) => this.fail(failure, () => location.reload()));
    if (!library || this.left.signal.aborted) return;
    this.chart ??= library.init(this.canvas, null, { renderer: 'canvas' });
    const { measure, currency, zone } = this.context;
    this.chart.setOption(
      options(this.drawn, {
        axis: (value) => compact(value, measure, currency),
        isLabelled: labelled(this.drawn, zone, this.stage.clientWidth),
        // an order moves the line by less than a pixel; only another view is worth the motion
        isStill:
          matchMedia('(prefers-reduced-motion: reduce)').matches || !this.wasPainted || this.context.isLive === true,
      }),
      { notMerge: false },
    );
    this.wasPainted = true;
    this.bands.place(this.drawn, {
      positionOf: (index) => this.positionOf(index),
      bottom: this.stage.clientHeight - this.chart.convertToPixel({ yAxisIndex: 0 }, 0),
      width: this.stage.clientWidth,
    });
    this.pointAt(this.pointing.index === null ? null : this.drawn.starts[this.pointing.index]);
  }

  /** The text alternative: what the line would tell at a glance. */
  describe(context) {
    const { zone } = context;
    this.stage.setAttribute('aria-label', alternative(this.drawn, context));
    this.legend.replaceChildren(
      h('span.key.key-period', {}, rangeText(this.drawn.range.start, this.drawn.range.end, zone)),
      this.drawn.range && this.drawn.compared && this.drawn.comparedStarts.length
        ? h('span.key.key-before', {}, rangeText(this.drawn.comparedStarts[0], this.span(context).compared.end, zone))
        : '',
      this.drawn.unfinished >= 0 ? h('span.key.key-open', {}, 'not finished yet') : '',
      this.drawn.unusual.length ? h('span.key.key-mark', {}, 'unusual hour') : '',
    );
  }

  listUnusual(model, context) {
    this.unusual.hidden = !model.unusual.length;
    this.unusual.replaceChildren(
      ...model.unusual.slice(0, 4).map((hour) => {
        const at = Date.parse(hour.time);
        const day = dayOf(at, context.zone);
        return h(
          'li',
          {},
          h(
            'button.link',
            {
              type: 'button',
              onclick: () => context.go({ range: rangeOfBuckets([at], 0, 0, 'day', context.zone), grain: undefined }),
            },
            `${dayText(at, context.zone)}, ${timeText(at, context.zone)}`,
          ),
          ` ${hour.sentence}`,
          h('span.unseen', {}, ` (${day})`),
        );
      }),
    );
  }

  // what pointing needs: where a bucket is, which bucket is at a place, what to say about it

  positionOf(index) {
    return this.chart.convertToPixel({ xAxisIndex: 0 }, index);
  }

  indexAt(x) {
    if (!this.chart || !this.drawn) return null;
    const index = Math.round(this.chart.convertFromPixel({ xAxisIndex: 0 }, x));
    return Math.max(0, Math.min(this.drawn.starts.length - 1, index));
  }

  pointAt(instant) {
    const index =
      instant === null || !this.chart || !this.drawn ? -1 : bucketAt(this.drawn.starts, instant, this.drawn.grain);
    const isShown = index >= 0;
    this.hair.hidden = !isShown;
    this.tip.hidden = !isShown || this.pointing.index === null;
    if (!isShown) return;
    this.hair.style.setProperty('--x', `${this.positionOf(index)}px`);
    if (this.tip.hidden) return;
    const lines = this.linesAt(index);
    this.tip.replaceChildren(
      h('p.tip-when', {}, lines.when),
      h('p.tip-value', {}, lines.value),
      lines.before && h('p.tip-before', {}, lines.before),
      lines.moved && h('p.change', { 'data-kind': lines.kind }, lines.moved),
      ...lines.campaigns.map((text) => h('p.tip-campaign', {}, text)),
      ...lines.unusual.map((text) => h('p.tip-unusual', {}, text)),
    );
    const x = this.positionOf(index);
    const left = x + 16 + this.tip.offsetWidth > this.stage.clientWidth ? x - 16 - this.tip.offsetWidth : x + 16;
    this.tip.style.setProperty('--x', `${Math.max(4, left)}px`);
  }

  linesAt(index) {
    return linesAt(this.drawn, index, this.context);
  }

  zoom(first, last) {
    const { starts, grain } = this.drawn;
    if (grain === 'hour' && first === last) return;
    this.context.go({ range: rangeOfBuckets(starts, first, last, grain, this.context.zone), grain: undefined });
  }

  fileWords = 'timeline';

  table(model, context) {
    const { measure, currency, zone } = context;
    const { starts, raw, values, comparedStarts, grain } = this.drawn;
    const stamp = (start) => (grain === 'day' ? dayOf(start, zone) : new Date(start).toISOString());
    return {
      columns: [
        grain,
        measure.title,
        ...(model.comparedStarts.length ? ['compared with', `${measure.title} then`] : []),
        ...(model.campaigns.length ? ['campaign'] : []),
      ],
      rows: starts.map((start, index) => [
        stamp(start),
        raw.get(start) ?? values[index],
        ...(model.comparedStarts.length
          ? [
              comparedStarts[index] === undefined ? null : stamp(comparedStarts[index]),
              beforeAt(this.drawn, index, measure),
            ]
          : []),
        ...(model.campaigns.length ? [namesAt(this.drawn, index)] : []),
      ]),
      shown: (value, column, row) =>
        model.campaigns.length && column === row.length - 1
          ? value
          : column === 1 || column === 3
          ? full(value, measure, currency)
          : value === null
            ? '–'
            : bucketText(
                grain === 'day' ? Date.parse(`${value}T12:00:00Z`) : Date.parse(value),
                grain,
                grain === 'day' ? 'UTC' : zone,
              ),
    };
  }
}
