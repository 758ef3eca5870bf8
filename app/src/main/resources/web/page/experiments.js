/** Experiments: each variant's figures with their intervals, and what can be said of them. */
import { h } from './element.js';
import { count, momentText } from './format.js';
import { money, percent } from './shares.js';

const WORDS = {
  'not-enough-data': 'not enough data',
  'split-is-wrong': 'not comparable',
  'no-difference-seen': 'no difference seen',
  better: 'better than the control',
  worse: 'worse than the control',
};
const KINDS = { better: 'good', worse: 'bad', 'split-is-wrong': 'bad' };

/** A figure, and a line from where to where it may be, on the scale of its column. */
function interval(estimate, all, text) {
  if (!estimate) return '–';
  const low = Math.min(0, ...all.map((one) => one.low));
  const high = Math.max(...all.map((one) => one.high));
  const place = (value) => (high > low ? (value - low) / (high - low) : 0);
  return h(
    'span.estimate',
    {},
    h('span.estimate-value', {}, text(estimate.value)),
    h('span.estimate-range', {}, `${text(Math.max(0, estimate.low))} – ${text(estimate.high)}`),
    h(
      'span.interval',
      {
        'aria-hidden': 'true',
        style: `--low: ${place(estimate.low)}; --high: ${place(estimate.high)}; --value: ${place(estimate.value)}`,
      },
      h('span.interval-line'),
      h('span.interval-point'),
    ),
  );
}

const verdict = (word) => h('span.state', { 'data-kind': KINDS[word] ?? 'waiting' }, WORDS[word] ?? word);

const known = (experiment, key) => experiment.variants.map((variant) => variant[key]).filter(Boolean);

function columns(experiment, currency) {
  const visitors = experiment.variants.reduce((sum, variant) => sum + variant.visitors, 0);
  const cash = (value) => money(value, currency);
  const control = (variant) => variant.name === experiment.control;
  return [
    [
      'Variant',
      (variant) => [
        variant.name,
        h('p.soft', {}, control(variant) ? 'the control: what is popular' : `answers: ${variant.answers}`),
      ],
    ],
    [
      'Visitors',
      (variant) => [
        count(variant.visitors),
        h('p.soft', {}, `${visitors ? percent(variant.visitors / visitors) : '–'} of ${variant.share} %`),
      ],
    ],
    [
      'Click-through',
      (variant) => interval(variant.clickThrough, known(experiment, 'clickThrough'), percent),
    ],
    ['Bought anything', (variant) => interval(variant.conversion, known(experiment, 'conversion'), percent)],
    [
      'Revenue per visitor',
      (variant) => interval(variant.revenuePerVisitor, known(experiment, 'revenuePerVisitor'), cash),
    ],
    [
      'What it says',
      (variant) =>
        control(variant)
          ? h('span.soft', {}, 'others are compared with it')
          : [
              h('p', {}, 'Clicks: ', verdict(variant.clickThroughVerdict)),
              h('p', {}, 'Revenue: ', verdict(variant.revenueVerdict)),
            ],
    ],
  ];
}

function notes(experiment, least) {
  const notes = [];
  if (experiment.variants.some((variant) => variant.visitors < least))
    notes.push(`Nothing is compared before each variant has ${least} visitors.`);
  if (experiment.sampleRatioProbability !== null && experiment.sampleRatioProbability < 0.001)
    notes.push(
      'Visitors do not come to the variants in the declared shares (a chance below 1 in 1,000): something loses those of one variant. Until that is found, no figure here can be compared.',
    );
  if (experiment.mixedVisitors)
    notes.push(`${count(experiment.mixedVisitors)} visitors saw more than one variant, and are left out.`);
  if (experiment.cut) notes.push('There were more visitors than are kept; later ones are left out.');
  return notes;
}

function when(experiment, zone) {
  const text = (moment) => momentText(Date.parse(moment), zone, Date.now());
  const from = experiment.from ? ` from ${text(experiment.from)}` : '';
  const until = experiment.until ? ` until ${text(experiment.until)}` : '';
  return `at the placement ${experiment.placement}${from}${until}`;
}

export function showExperiments(element, { experiments, currency, visitorsLeast }, zone) {
  if (!experiments.length) {
    element.replaceChildren(
      h(
        'p.nothing',
        {},
        'None is declared: everybody is recommended to in the same way. A file in shop/experiments begins one.',
      ),
    );
    return;
  }
  element.replaceChildren(
    ...experiments.map((experiment) => {
      const drawn = columns(experiment, currency);
      return h(
        'section.experiment',
        { 'data-testid': `experiment-${experiment.name}` },
        h('h3', {}, experiment.name, h('span.soft', {}, ` ${when(experiment, zone)}`)),
        h(
          'div.scroll',
          { tabindex: '0', role: 'region', 'aria-label': `Variants of ${experiment.name}, scrolls sideways` },
          h(
            'table.plain',
            {},
            h('thead', {}, h('tr', {}, drawn.map(([title]) => h('th', { scope: 'col' }, title)))),
            h(
              'tbody',
              {},
              experiment.variants.map((variant) =>
                h(
                  'tr',
                  { 'data-testid': `variant-${variant.name}` },
                  drawn.map(([, cell], index) =>
                    h(index ? 'td' : 'th', index ? {} : { scope: 'row' }, cell(variant)),
                  ),
                ),
              ),
            ),
          ),
        ),
        notes(experiment, visitorsLeast).map((note) => h('p.message', {}, note)),
      );
    }),
  );
}
