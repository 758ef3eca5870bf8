/** One crosshair across all charts: whoever is pointed at tells the instant, and every chart shows its own bucket of it. */
const listeners = new Set();

/** Calls back with the instant, or null. */
export const onPoint = (listener) => listeners.add(listener);

export function point(instant) {
  for (const listener of listeners) listener(instant);
}

/** Panels of a page that was left must not be called any more. */
export const forgetPoints = () => listeners.clear();
