/** The rows of an answer as a table. */
import { isNumber, isTime, shortType } from './tables.js';
import { h } from './element.js';
import { count } from './format.js';

const AT_FIRST = 200;

export class AnswerTable {
  constructor(table, more) {
    this.table = table;
    this.more = more;
    more.addEventListener('click', () => this.rows(Infinity));
  }

  show(answer) {
    this.answer = answer;
    this.table.tHead.replaceChildren(
      h(
        'tr',
        {},
        answer.columns.map(({ name, type }) =>
          h(isNumber(type) ? 'th.number' : 'th', { scope: 'col', title: shortType(type) }, name),
        ),
      ),
    );
    this.rows(AT_FIRST);
  }

  rows(most) {
    const { columns, rows } = this.answer;
    this.table.tBodies[0].replaceChildren(
      ...rows.slice(0, most).map((row) => h('tr', {}, row.map((value, index) => cell(value, columns[index].type)))),
    );
    this.more.hidden = rows.length <= most;
    this.more.textContent = `Show all ${count(rows.length)} rows`;
  }
}

function cell(value, type) {
  if (value === null) return h('td', {}, h('span.null', {}, 'null'));
  const text = isTime(type) ? timeText(String(value)) : type.startsWith('DECIMAL') ? grouped(value) : String(value);
  return h(isNumber(type) ? 'td.number' : 'td', {}, text);
}

/** "18,231,367.23", with all its digits; whole numbers are left as they are, since many are codes. */
function grouped(value) {
  const decimals = (String(value).split('.')[1] ?? '').length;
  return new Intl.NumberFormat(undefined, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

/** "2026-04-09 10:00:00", in UTC as all times of answers are. */
export const timeText = (value) => value.replace('T', ' ').replace(/Z$/, '');
