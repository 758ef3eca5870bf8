/** The questions behind the panels: the same narrowing for all, equal questions asked once, comparisons remembered. */
import * as api from './api.js';
import { asParameters, elapsedPart } from './comparison.js';
import { narrowing } from './view.js';

const underWay = new Map();
const remembered = new Map();
const REMEMBERED_MAX = 200;

/** Parameters for where the viewer is inside and the filters. Where we are inside wins over a filter of the same kind. */
export function narrowedBy(view, without = []) {
  const parameters = {};
  const inside = new Set(view.inside.map((step) => step.dimension));
  for (const { dimension, value } of narrowing(view, without)) {
    if (inside.has(dimension)) parameters[dimension] = view.inside.find((step) => step.dimension === dimension).value;
    else (parameters[dimension] ??= []).push(value);
  }
  return parameters;
}

/** Figures over {start, end}; `what` is {grain, by, without}. */
function over(context, span, what, remember = false) {
  const parameters = {
    grain: what.grain ?? 'total',
    by: (what.by ?? []).join(','),
    ...asParameters(span),
    zone: context.zone,
    ...narrowedBy(context.view, what.without),
  };
  const key = `${context.dashboard.name}?${api.queryOf(parameters)}`;
  if (remember && remembered.has(key)) return remembered.get(key);
  if (underWay.has(key)) return underWay.get(key);
  const answer = api.figures(context.dashboard.name, parameters).finally(() => underWay.delete(key));
  underWay.set(key, answer);
  if (remember) keep(key, answer);
  return answer;
}

/** A past range hardly changes: its answer is asked for again when the minute turns, not with every order. */
function keep(key, answer) {
  remembered.set(key, answer);
  answer.catch(() => remembered.delete(key));
  if (remembered.size > REMEMBERED_MAX) remembered.delete(remembered.keys().next().value);
}

/** Late corrections of the past must show too, so what is remembered is forgotten now and then. */
export const forget = () => remembered.clear();

const NOTHING = Object.freeze({ rows: [] });

export const inPeriod = (context, what) => over(context, context.range, what);

/** The comparison, cut to the part that has elapsed in the period. */
export function inComparison(context, what) {
  const span = elapsedPart(context.compared, context.range, context.completeTo(), context.zone);
  return span && span.end > span.start ? over(context, span, what, true) : Promise.resolve(NOTHING);
}

/** The comparison as a whole, for the thin line behind the timeline. */
export const inWholeComparison = (context, what) =>
  context.compared ? over(context, context.compared, what, true) : Promise.resolve(NOTHING);

export const inSpan = (context, span, what, remember) => over(context, span, what, remember);

export const lastOrders = (context, limit) =>
  api.latest(context.dashboard.name, { limit, ...narrowedBy(context.view) });

/** Remembered for a minute: an hour is not unusual from one order to the next. The page stands without the answer. */
export const unusualHours = (context) => beside(context, 'unusual', api.unusual, { hours: [] });

/** The campaigns of the range that are about what the view keeps. */
export const campaignsIn = (context) => beside(context, 'campaigns', api.campaigns, { campaigns: [] });

function beside(context, name, question, nothing) {
  const parameters = { ...asParameters(context.range), zone: context.zone, ...narrowedBy(context.view) };
  const key = `${name}|${context.dashboard.name}?${api.queryOf(parameters)}`;
  if (!remembered.has(key))
    keep(
      key,
      question(context.dashboard.name, parameters).catch(() => nothing),
    );
  return remembered.get(key);
}

/** Rows by the values of some dimensions: byValues(rows, ['region']).get('Europe'). */
export function byValues(rows, names) {
  return new Map(rows.map((row) => [keyOf(row, names), row]));
}

export const keyOf = (row, names) => names.map((name) => String(row[name] ?? '(none)')).join('\u0000');
