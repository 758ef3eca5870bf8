/** Rows of datasets and of marts, for those who look for a few of their columns. */
package shopstream.eventlog.rows;
