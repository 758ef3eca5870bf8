/** The star schema in DuckDB: tables, aggregates kept by difference, and the positions they came from, changed together. */
package shopstream.warehouse.store;
