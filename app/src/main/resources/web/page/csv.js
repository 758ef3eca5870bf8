/** Comma-separated values (RFC 4180) of what is shown, with the exact figures and not the rounded ones. */
import { dayOf } from './calendar.js';

/** A text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers. */
function cell(value) {
  if (value === null || value === undefined) return '';
  let text = String(value);
  if (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text))) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csv = ({ columns, rows }) =>
  [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

/** "sales-revenue-by-region-2026-10-23-to-2026-11-21.csv": says what is in it. */
export function fileName(context, what) {
  const days = [dayOf(context.range.start, context.zone), dayOf(context.range.end - 1, context.zone)].join('-to-');
  const place = context.view.inside.map((step) => step.value);
  return (
    [context.dashboard.name, ...place, what, days]
      .join('-')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-') + '.csv'
  );
}

export function save(name, text) {
  // the byte order mark makes spreadsheets read accents as they are
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
