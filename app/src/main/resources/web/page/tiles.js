/** The large figures: one tile per declared measure, each explaining itself and choosing what the charts show. */
import { change, changeSpoken, changeText } from './change.js';
import { h, keyed, say, tick } from './element.js';
import { compact, full, momentText, numberOf, rangeText } from './format.js';
import { popover } from './popover.js';
import { elapsedPart, isUnfinished } from './comparison.js';
import { inComparison, inPeriod } from './questions.js';
import { seriesOf, unfinishedAt } from './series.js';
import { Sparkline } from './sparkline.js';

export class Tiles {
  name = 'tiles';
  element = h('section.tiles', { 'aria-label': 'Totals', 'data-testid': 'tiles' });
  parts = new WeakMap();

  constructor(dashboard) {
    this.element.append(...dashboard.measures.map(() => h('div.tile.bone-tile')));
    this.isBare = true;
  }

  async load(context) {
    const [period, compared, series] = await Promise.all([
      inPeriod(context, {}),
      inComparison(context, {}),
      inPeriod(context, { grain: context.grain }),
    ]);
    return { period, compared, now: period.rows[0] ?? null, before: compared.rows[0] ?? null, series: series.rows };
  }

  draw(model, context) {
    if (this.isBare) this.element.replaceChildren();
    this.isBare = false;
    keyed(
      this.element,
      context.dashboard.measures,
      (measure) => measure.name,
      (measure) => this.create(measure),
      (element, measure) => this.update(element, measure, model, context),
    );
    // all figures in one size: the one at which the longest still fits
    this.element.style.setProperty(
      '--chars',
      Math.max(6, ...[...this.element.querySelectorAll('.tile-value')].map((value) => value.textContent.length)),
    );
  }

  create(measure) {
    const spark = new Sparkline();
    const value = h('span.tile-value', { 'data-testid': `tile-${measure.name}-value` });
    const moved = h('span.change', { 'data-testid': `tile-${measure.name}-change` });
    const against = h('span.against');
    const pick = h('button.tile-pick', { type: 'button' }, measure.title);
    pick.addEventListener('click', () => this.context.go({ measure: measure.name }));
    const explained = h('div.explained');
    const why = popover(
      h(
        'button.why',
        {
          type: 'button',
          'aria-label': `What ${measure.title.toLowerCase()} means`,
          'data-testid': `tile-${measure.name}-why`,
        },
        '?',
      ),
      explained,
    );
    const element = h(
      'article.tile',
      { 'data-testid': `tile-${measure.name}` },
      h('h2.tile-title', {}, pick),
      why,
      h('p.tile-figure', {}, value),
      h('p.tile-change', {}, moved, ' ', against),
      spark.element,
    );
    this.parts.set(element, { spark, value, moved, against, pick, explained });
    return element;
  }

  update(element, measure, model, context) {
    this.context = context;
    const part = this.parts.get(element);
    const { currency } = context;
    const raw = model.now?.[measure.name] ?? null;
    const before = model.before?.[measure.name] ?? null;
    part.value.dataset.live = context.isLive ? 'yes' : 'no';
    part.value.dataset.value = raw ?? '';
    tick(part.value, full(raw, measure, currency));
    const moved = change(numberOf(raw), numberOf(before));
    part.moved.dataset.kind = moved.kind;
    say(part.moved, context.compared ? changeText(moved) : '');
    part.moved.title = changeSpoken(moved);
    say(part.against, context.compared && before ? `from ${compact(before, measure, currency)}` : '');
    part.against.title = full(before, measure, currency);
    const isChosen = measure.name === context.view.measure;
    element.classList.toggle('chosen', isChosen);
    part.pick.setAttribute('aria-pressed', String(isChosen));
    const completeTo = context.completeTo();
    part.spark.draw(
      seriesOf(model.series, context.starts, measure, completeTo),
      unfinishedAt(context.starts, context.grain, context.range.end, completeTo) >= 0,
      context,
    );
    this.explain(part.explained, measure, context);
  }

  explain(element, measure, context) {
    const { zone, dashboard } = context;
    const completeTo = context.completeTo();
    const part = elapsedPart(context.compared, context.range, completeTo, zone);
    element.replaceChildren(
      h('p.explained-title', {}, measure.title),
      h('p', {}, measure.definition ?? 'No definition is written for this measure.'),
      h(
        'dl',
        {},
        h('dt', {}, 'Source'),
        h('dd', {}, dashboard.mart ?? dashboard.name),
        h('dt', {}, 'Period'),
        h('dd', {}, `${rangeText(context.range.start, context.range.end, zone)} (${zone})`),
        part && h('dt', {}, 'Compared with'),
        part &&
          h(
            'dd',
            {},
            rangeText(part.start, part.end, zone),
            isUnfinished(context.range, completeTo) ? ', the same elapsed part' : '',
          ),
        h('dt', {}, 'Complete up to'),
        h('dd', {}, completeTo ? momentText(completeTo, zone, Date.now()) : 'not known yet'),
      ),
    );
  }
}

/** True when nothing was sold: no row, or a row of nothing but zeros. */
export const isEmpty = (model, dashboard) =>
  !model.now || dashboard.measures.every((measure) => !numberOf(model.now[measure.name]));
