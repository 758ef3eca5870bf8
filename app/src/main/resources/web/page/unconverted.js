/** Amounts that no rate is known for: said in their own currencies, in a calm line under the figures. */
import { h, say } from './element.js';
import { count } from './format.js';

/** "CHF 1,234.00": the code, because a sign may stand for several currencies. The decimal text goes to Intl as text. */
export function amountText(value, currency) {
  try {
    return new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'code' }).format(value);
  } catch {
    // what the shop wrote is no currency's code
    return `${value} ${currency ? `“${currency}”` : 'without a currency'}`;
  }
}

/** "CHF 1,234.00 in 3 orders and SEK 10.00 in 1 order"; of the measure that the charts show, if it is an amount. */
function sumsText(rows, { dashboard, measure }) {
  const amounts = dashboard.measures.filter((one) => one.unit === 'currency' && one.additive);
  const amount = amounts.includes(measure) ? measure : amounts[0];
  const named = amounts.length > 1 ? `${amount.title.toLowerCase()} of ` : '';
  const entities = dashboard.measures.find((one) => one.unit === 'count' && !one.additive);
  const texts = rows.map((row) => {
    const sum = amount ? amountText(row[amount.name] ?? 0, row.currency) : (row.currency ?? 'amounts without a currency');
    if (!entities) return sum;
    const number = row[entities.name];
    return `${sum} in ${count(number)} ${number === 1 ? dashboard.entity : `${dashboard.entity}s`}`;
  });
  return named + (texts.length > 1 ? `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}` : texts.join(''));
}

/** Takes both answers; either may have left something out. Without words when nothing was. */
export function unconvertedText(period, compared, context) {
  const left = period.unconverted ?? [];
  const leftThen = compared.unconverted ?? [];
  const parts = [];
  if (left.length) parts.push(`Not included: ${sumsText(left, context)}`);
  if (leftThen.length)
    parts.push(`${left.length ? 'in' : 'Not included in'} the comparison: ${sumsText(leftThen, context)}`);
  if (!parts.length) return '';
  return `${parts.join('; ')}, for which there is no rate. Add it to ${context.dashboard.rates} among the shop's seeds.`;
}

export class Unconverted {
  element = h('p.apart', { hidden: true, 'data-testid': 'unconverted' });

  show({ period, compared }, context) {
    const text = unconvertedText(period, compared, context);
    this.element.hidden = !text;
    say(this.element, text);
  }
}
