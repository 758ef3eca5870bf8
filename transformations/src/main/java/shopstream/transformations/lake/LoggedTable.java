package shopstream.transformations.lake;

import shopstream.contracts.Contract;

/**
 * A topic whose changes are kept in the lake.
 *
 * @param contract whose name is that of its table there, and whose columns those of its records
 * @param ofMart whether its records are rows of a mart, which carry no place in a source
 */
record LoggedTable(String topic, Contract contract, boolean ofMart) {}
