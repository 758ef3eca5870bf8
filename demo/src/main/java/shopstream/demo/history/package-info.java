/** Writes a shop's past into an empty database, as fast as the database takes it. */
package shopstream.demo.history;
