/** A star schema kept current from the log, and every question asked in SQL: what the rest of the program sees of it. */
package shopstream.warehouse;
