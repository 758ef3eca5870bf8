/** The declared dimensions as trees: region → country, category → product. */

/** The dimensions nothing drills down to. */
export const roots = (dashboard) => dashboard.dimensions.filter((dimension) => !dimension.parent);

export const child = (dashboard, name) => dashboard.dimensions.find((dimension) => dimension.parent === name);

export const dimension = (dashboard, name) => dashboard.dimensions.find((one) => one.name === name);

export const rootOf = (dashboard, name) => {
  const found = dimension(dashboard, name);
  return found?.parent ? rootOf(dashboard, found.parent) : found;
};

/** The finest dimension below a root: the product below the category. */
export const leaf = (dashboard, name) => {
  const next = child(dashboard, name);
  return next ? leaf(dashboard, next.name) : dimension(dashboard, name);
};

/** What a value is called: a product by its name, everything else by itself. */
export function labelIn(row, of) {
  return String((of.label && row[of.label]) || (row[of.name] ?? '(none)'));
}

/** "Region" → "Regions", "Country" → "Countries"; headings name many of a kind. */
export function plural(title) {
  if (/[^aeiou]y$/.test(title)) return `${title.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(title) ? `${title}es` : `${title}s`;
}
