/** The row of controls: range, comparison, measure, filters as chips, zone. Each writes the view, nothing else. */
import { addDays, dayOf, isDay } from './calendar.js';
import { COMPARISONS } from './comparison.js';
import { dimension } from './dimensions.js';
import { filterBox } from './filters.js';
import { h, icon, keyed, say } from './element.js';
import { rangeText } from './format.js';
import { closeBoxes, popover } from './popover.js';
import { PRESETS, preset, problemWith } from './range.js';
import { toggled } from './view.js';
import { zoneChoice } from './zones.js';

export class Controls {
  element = h('div.controls', { role: 'group', 'aria-label': 'What is shown' });

  constructor(dashboard) {
    this.range = this.control('range', 'calendar', 'Range', () => this.fillRange());
    this.compare = this.control('compare', 'compare', 'Comparison', () => this.fillCompare());
    this.filter = this.control('filter', 'filter', 'Add a filter', () => filterBox(this.filter.box, this.context));
    say(this.filter.text, 'Filter');
    this.measure = h(
      'select',
      { 'aria-label': 'Measure of the charts', 'data-testid': 'measure-picker' },
      dashboard.measures.map((one) => h('option', { value: one.name }, one.title)),
    );
    this.measure.addEventListener('change', () => this.context.go({ measure: this.measure.value }));
    this.grain = h(
      'select',
      { 'aria-label': 'Steps of the timeline', 'data-testid': 'grain-picker' },
      h('option', { value: 'day' }, 'By day'),
      h('option', { value: 'hour' }, 'By hour'),
    );
    this.grain.addEventListener('change', () => this.context.go({ grain: this.grain.value }));
    this.chips = h('ul.chips', { 'aria-label': 'Filters', 'data-testid': 'filters' });
    this.zone = zoneChoice((zone) => this.context.go({ zone }));
    const pick = (select) => h('span.pick', {}, select, icon('down'));
    this.element.append(
      this.range.element,
      this.compare.element,
      pick(this.measure),
      pick(this.grain),
      this.filter.element,
      h('span.pick.zone', {}, icon('globe'), this.zone, icon('down')),
      this.chips,
    );
  }

  control(name, picture, title, fill) {
    const text = h('span.control-text');
    const box = h('div', { 'aria-label': title, 'data-testid': `${name}-box` });
    const button = h(
      'button.control',
      { type: 'button', 'data-testid': `${name}-picker`, 'aria-label': title },
      icon(picture),
      text,
      name === 'filter' ? null : icon('down'),
    );
    return { element: popover(button, box, fill), text, box, button };
  }

  show(context) {
    this.context = context;
    const { view, range, compared, zone } = context;
    const days = rangeText(range.start, range.end, zone);
    const name = view.range.preset ? preset(view.range.preset).title : days;
    say(this.range.text, name);
    this.range.button.setAttribute('aria-label', `Range: ${name}${view.range.preset ? `, ${days}` : ''}`);
    this.range.button.title = days;
    const against = compared
      ? `vs ${view.compare.name === 'custom' ? rangeText(compared.start, compared.end, zone) : COMPARISONS.find((one) => one.name === view.compare.name).short}`
      : 'No comparison';
    say(this.compare.text, against);
    this.compare.button.setAttribute(
      'aria-label',
      `Comparison: ${against}${compared ? `, ${rangeText(compared.start, compared.end, zone)}` : ''}`,
    );
    this.compare.button.title = compared ? rangeText(compared.start, compared.end, zone) : '';
    this.measure.value = view.measure;
    this.grain.value = context.grain;
    this.grain.querySelector('[value="hour"]').disabled = range.days > 31;
    this.zone.choose(view.zone, context.dashboard);
    this.showChips(context);
  }

  showChips({ view, dashboard, labelOf }) {
    keyed(
      this.chips,
      view.filters,
      (one) => `${one.dimension}:${one.value}`,
      (one) =>
        h(
          'li',
          {},
          h(
            'button.chip',
            {
              type: 'button',
              'data-testid': `chip-${one.dimension}-${one.value}`,
              onclick: () => this.context.go((now) => ({ filters: toggled(now.filters, one.dimension, one.value) })),
            },
            h('span'),
            icon('close'),
          ),
        ),
      (element, one) => {
        const words = `${dimension(dashboard, one.dimension).title}: ${labelOf(one.dimension, one.value)}`;
        say(element.querySelector('span'), words);
        element.firstElementChild.setAttribute('aria-label', `Remove the filter ${words}`);
      },
    );
    this.chips.hidden = !view.filters.length;
    this.clear ??= h(
      'button.quiet.clear',
      { type: 'button', onclick: () => this.context.go({ filters: [] }) },
      'Clear filters',
    );
    if (!this.clear.isConnected) this.chips.after(this.clear);
    this.clear.hidden = view.filters.length < 2;
  }

  fillRange() {
    const { view, range, zone, go } = this.context;
    const choose = (chosen) => {
      closeBoxes();
      go({ range: chosen, grain: undefined });
    };
    this.range.box.replaceChildren(
      h(
        'div.choices',
        {},
        PRESETS.map((one) =>
          h(
            'button.choice',
            {
              type: 'button',
              'aria-pressed': String(view.range.preset === one.name),
              'data-testid': `range-${one.name}`,
              'data-first': view.range.preset === one.name,
              onclick: () => choose({ preset: one.name }),
            },
            one.title,
          ),
        ),
      ),
      dates('Your own range', dayOf(range.start, zone), dayOf(range.end - 1, zone), 'range', choose),
    );
  }

  fillCompare() {
    const { view, compared, range, zone, go } = this.context;
    const choose = (chosen) => {
      closeBoxes();
      go({ compare: chosen });
    };
    const shown = compared ?? { start: range.start - (range.end - range.start), end: range.start };
    this.compare.box.replaceChildren(
      h(
        'div.choices',
        {},
        COMPARISONS.filter((one) => one.name !== 'custom').map((one) =>
          h(
            'button.choice',
            {
              type: 'button',
              'aria-pressed': String(view.compare.name === one.name),
              'data-testid': `compare-${one.name}`,
              'data-first': view.compare.name === one.name,
              onclick: () => choose({ name: one.name }),
            },
            one.title,
          ),
        ),
      ),
      dates('Any other range', dayOf(shown.start, zone), dayOf(shown.end - 1, zone), 'compare', (chosen) =>
        choose({ name: 'custom', ...chosen }),
      ),
    );
  }
}

/** Two dates, both included, as people think of them; the address and the API have the end exclusive. */
function dates(title, first, last, name, choose) {
  const from = h('input', { type: 'date', value: first, required: true, 'data-testid': `${name}-from` });
  const to = h('input', { type: 'date', value: last, required: true, 'data-testid': `${name}-to` });
  const wrong = h('p.wrong', { role: 'alert', 'data-testid': `${name}-wrong` });
  return h(
    'form.dates',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        const problem = problemWith(from.value, to.value);
        say(wrong, problem ?? '');
        if (!problem && isDay(to.value)) choose({ from: from.value, to: addDays(to.value, 1) });
      },
    },
    h('p.dates-title', {}, title),
    h('label', {}, 'First day', from),
    h('label', {}, 'Last day', to),
    wrong,
    h('button.primary', { type: 'submit', 'data-testid': `${name}-apply` }, 'Show'),
  );
}
