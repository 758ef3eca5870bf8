/** Which names can stand where the caret is in a question. No elements here. */

const WORDS = [
  'SELECT', 'FROM', 'WHERE', 'GROUP BY', 'ORDER BY', 'LIMIT', 'JOIN', 'LEFT JOIN', 'USING', 'ON', 'AS', 'AND', 'OR', 'NOT',
  'IN', 'BETWEEN', 'LIKE', 'IS NULL', 'IS NOT NULL', 'CASE', 'WHEN', 'THEN', 'ELSE', 'END', 'HAVING', 'WITH', 'DISTINCT',
  'UNION ALL', 'DESC', 'INTERVAL', 'OVER', 'PARTITION BY', 'QUALIFY', 'sum(', 'count(', 'avg(', 'min(', 'max(', 'median(',
  'date_trunc(', 'round(', 'coalesce(', 'row_number() OVER (',
];
const MOST = 12;
const PART = /[\w.]*$/;
const SOURCES = /\b(?:from|join)\s+([\w.]+)(?:\s+(?:as\s+)?(?!(?:on|using|join|left|right|inner|full|cross|where|group|order|limit|having|qualify|union)\b)(\w+))?/gi;

/** The tables that a question names, each under the name by which its columns are called. */
export function sourcesOf(sql, tables) {
  const sources = new Map();
  for (const [, name, alias] of sql.matchAll(SOURCES)) {
    const table = tables.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (table) sources.set((alias ?? name.split('.').at(-1)).toLowerCase(), table);
  }
  return sources;
}

/**
 * {from, items: [{text, kind, words}]}: what may replace the text from `from` to the caret. With `wanted` also where
 * nothing has been typed yet.
 */
export function namesAt(sql, caret, tables, wanted = false) {
  const before = sql.slice(0, caret);
  const typed = PART.exec(before)[0];
  const none = { from: caret, items: [] };
  if (inText(before) || (!typed && !wanted) || /^\d/.test(typed)) return none;
  const sources = sourcesOf(sql, tables);
  const dot = typed.lastIndexOf('.');
  if (dot > 0) {
    const owner = sources.get(typed.slice(0, dot).toLowerCase());
    if (owner) return ranked(columnsOf([owner]), typed.slice(dot + 1), caret);
  }
  const isSource = /\b(?:from|join)\s+[\w.]*$/i.test(before);
  const named = tables.map((one) => ({ text: one.name, kind: 'table', words: one.description }));
  if (isSource || dot > 0) return ranked(named, typed, caret);
  const columns = columnsOf(sources.size ? [...sources.values()] : []);
  const words = WORDS.map((text) => ({ text, kind: 'word', words: '' }));
  return ranked([...columns, ...named, ...words], typed, caret);
}

/** Within quotes nothing is completed. */
const inText = (before) => (before.replaceAll("''", '').match(/'/g)?.length ?? 0) % 2 === 1;

function columnsOf(tables) {
  const columns = new Map();
  for (const table of tables)
    for (const { name, type, description } of table.columns)
      if (!columns.has(name)) columns.set(name, { text: quoted(name), kind: 'column', words: description || type });
  return [...columns.values()];
}

/** A name as a question writes it. */
export const quoted = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

function ranked(items, typed, caret) {
  const wanted = typed.toLowerCase();
  const rank = ({ text }) => {
    const at = text.toLowerCase().indexOf(wanted);
    return at < 0 ? 3 : at === 0 ? 0 : /[_.]/.test(text[at - 1]) ? 1 : 2;
  };
  const found = items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((one) => one.rank < 3 && one.item.text.toLowerCase() !== wanted)
    .sort((a, b) => a.rank - b.rank);
  return { from: caret - typed.length, items: found.slice(0, MOST).map((one) => one.item) };
}
