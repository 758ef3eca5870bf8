/** The rules of a placement as a person reads them: what each does, to what, from when until when. */
import { h } from './element.js';
import { count, longDay, timeText } from './format.js';

const DOES = {
  exclude: () => 'Not shown',
  pin: ({ at, most }) => `Pinned at place ${at}${most > 1 ? `, at most ${most}` : ''}`,
  boost: ({ times }) => `${times} times nearer to the front`,
  bury: ({ times }) => `${times} times further back`,
};

const between = ({ from, to }, unit = '') =>
  from !== undefined && to !== undefined
    ? `${from} to ${to}${unit}`
    : from !== undefined
      ? `${from}${unit} or more`
      : `${to}${unit} at most`;

/** What `of` or `only` selects, in words. */
export function selected({ product = [], brand = [], category = [], price, margin, age }) {
  const words = [];
  if (product.length) words.push(product.join(', '));
  if (category.length) words.push(`category ${category.join(' or ')}`);
  if (brand.length) words.push(`of ${brand.join(' or ')}`);
  if (price) words.push(`price ${between(price)}`);
  if (margin) words.push(`margin ${between(margin, ' %')}`);
  if (age) words.push(`age ${between(age)}`);
  return words.join('; ') || 'all products';
}

/** A time that begins a day is said as the day alone. */
const moment = (text, zone) => {
  const at = Date.parse(text);
  const time = timeText(at, zone);
  return /^0?0[:.]00/.test(time) ? longDay(at, zone) : `${longDay(at, zone)}, ${time}`;
};

const when = ({ from, until }, zone) =>
  from && until
    ? `${moment(from, zone)} to ${moment(until, zone)}`
    : from
      ? `from ${moment(from, zone)}`
      : until
        ? `until ${moment(until, zone)}`
        : 'always';

/** @param inForce names of the rules in force at the moment looked at */
export const columnsOfRules = (zone, inForce, file) => [
  ['Rule', (rule) => rule.name],
  ['Does', (rule) => DOES[rule.action](rule)],
  ['To', (rule) => selected(rule.of)],
  ['When', (rule) => when(rule, zone)],
  [
    'On that day',
    (rule) =>
      inForce.includes(rule.name)
        ? h('span.acts', { 'data-state': 'acting' }, 'In force')
        : h('span.acts', { 'data-state': 'waiting' }, 'Not in force'),
  ],
  ['Written in', (rule) => `${file.split('/').slice(-2).join('/')}, line ${count(rule.line)}`],
];
