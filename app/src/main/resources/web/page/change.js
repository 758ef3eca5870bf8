/** How a figure moved. Without an earlier figure there is no percentage, and the words say so. */

/** {kind: 'none' | 'rise' | 'fall' | 'same', difference, share}; `share` is null when nothing can be divided by. */
export function change(now, before) {
  if (before === null || before === undefined || before === 0 || now === null || now === undefined) {
    return { kind: 'none', difference: null, share: null };
  }
  const difference = now - before;
  const share = difference / Math.abs(before);
  // what rounds to 0.0 % is neither a rise nor a fall
  const kind = Math.abs(share) < 0.0005 ? 'same' : difference > 0 ? 'rise' : 'fall';
  return { kind, difference, share };
}

export const ARROWS = { rise: '↑', fall: '↓', same: '→', none: '' };

/** "↑ 4.2%", "→ 0.0%" or "no earlier figure". */
export function changeText(moved) {
  if (moved.kind === 'none') return 'no earlier figure';
  return `${ARROWS[moved.kind]} ${percent(Math.abs(moved.share))}`;
}

/** The same for a screen reader, where an arrow says nothing. */
export function changeSpoken(moved) {
  if (moved.kind === 'none') return 'no earlier figure';
  if (moved.kind === 'same') return 'unchanged';
  return `${moved.kind === 'rise' ? 'up' : 'down'} ${percent(Math.abs(moved.share))}`;
}

function percent(share) {
  if (share >= 10) return `${Math.round(share + 1).toLocaleString()}×`;
  return `${(share * 100).toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`;
}
