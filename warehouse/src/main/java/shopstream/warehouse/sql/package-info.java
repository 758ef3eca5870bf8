/**
 * Any question in SQL, from anybody: answered in a process of its own, from a copy of what the warehouse shows and from the
 * lake's files, so that no question can change, slow down or bring down what keeps the figures current.
 */
package shopstream.warehouse.sql;
