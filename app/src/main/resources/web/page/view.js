/**
 * What is looked at, and how it stands in the address. The address holds the whole view, so a link shows another
 * person the same figures, and back and forward work. Defaults are left out of it.
 */
import { isRange, preset } from './range.js';
import { COMPARISONS } from './comparison.js';

/** The view of an address; what it cannot mean is ignored, never an error. */
export function viewOf(search, dashboard) {
  const query = new URLSearchParams(search);
  const names = dashboard.dimensions.map((dimension) => dimension.name);
  const measures = dashboard.measures.map((measure) => measure.name);
  return {
    dashboard: dashboard.name,
    range: rangeOf(query, dashboard),
    compare: compareOf(query),
    filters: names.flatMap((name) => [...new Set(query.getAll(name))].map((value) => ({ dimension: name, value }))),
    inside: query
      .getAll('in')
      .map(stepOf)
      .filter((step) => step && names.includes(step.dimension)),
    // days without hours are the shop's, wherever they are looked at
    zone: !dashboard.ownDays && isZone(query.get('zone')) ? query.get('zone') : dashboard.zone,
    measure: measures.includes(query.get('measure')) ? query.get('measure') : measures[0],
    grain: ['day', 'hour'].includes(query.get('grain')) ? query.get('grain') : undefined,
    sort: query.get('sort') === 'change' ? 'change' : 'figure',
    find: query.get('find') ?? '',
  };
}

function rangeOf(query, dashboard) {
  if (isRange(query.get('from'), query.get('to'))) return { from: query.get('from'), to: query.get('to') };
  const chosen = preset(query.get('range')) ?? preset(dashboard.defaultRange) ?? preset('30d');
  return { preset: chosen.name };
}

function compareOf(query) {
  const name = query.get('compare');
  if (name === 'custom') {
    const [from, to] = [query.get('compareFrom'), query.get('compareTo')];
    return isRange(from, to) ? { name, from, to } : { name: 'previous' };
  }
  return { name: COMPARISONS.some((one) => one.name === name) ? name : 'previous' };
}

function stepOf(text) {
  const colon = text.indexOf(':');
  return colon < 1 ? null : { dimension: text.slice(0, colon), value: text.slice(colon + 1) };
}

function isZone(zone) {
  if (!zone) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The address of a view: "?range=7d&region=Europe", or "/" when everything is as it was declared. */
export function addressOf(view, dashboard, isFirst = true) {
  const query = new URLSearchParams();
  if (!isFirst) query.set('dashboard', view.dashboard);
  if (view.range.preset) {
    if (view.range.preset !== (dashboard.defaultRange ?? '30d')) query.set('range', view.range.preset);
  } else {
    query.set('from', view.range.from);
    query.set('to', view.range.to);
  }
  if (view.compare.name !== 'previous') query.set('compare', view.compare.name);
  if (view.compare.name === 'custom') {
    query.set('compareFrom', view.compare.from);
    query.set('compareTo', view.compare.to);
  }
  for (const { dimension, value } of view.inside) query.append('in', `${dimension}:${value}`);
  for (const { dimension, value } of view.filters) query.append(dimension, value);
  if (view.measure !== dashboard.measures[0].name) query.set('measure', view.measure);
  if (view.grain) query.set('grain', view.grain);
  if (view.zone !== dashboard.zone) query.set('zone', view.zone);
  if (view.sort !== 'figure') query.set('sort', view.sort);
  if (view.find) query.set('find', view.find);
  // a colon needs no escape in a query, and an address that can be read is worth sharing
  const text = query.toString().replaceAll('%3A', ':');
  return text ? `?${text}` : '/';
}

export const isFiltered = (view, dimension, value) =>
  view.filters.some((one) => one.dimension === dimension && one.value === value);

/** The filters with this value added, or removed when it is there. */
export function toggled(filters, dimension, value) {
  const rest = filters.filter((one) => one.dimension !== dimension || one.value !== value);
  return rest.length < filters.length ? rest : [...filters, { dimension, value }];
}

/** All that narrows the answer: where we are inside, and the filters, except those of the dimensions in `without`. */
export function narrowing(view, without = []) {
  return [...view.inside, ...view.filters.filter((one) => !without.includes(one.dimension))];
}
