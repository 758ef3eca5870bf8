/** One crosshair across all charts: whoever is pointed at tells the position of the bucket, and all others show it. */
const listeners = new Set();

/** Calls back with the bucket's position, or null; returns how to stop listening. */
export function onPoint(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function point(index) {
  for (const listener of listeners) listener(index);
}

/** Panels of a page that was left must not be called any more. */
export const forgetPoints = () => listeners.clear();
