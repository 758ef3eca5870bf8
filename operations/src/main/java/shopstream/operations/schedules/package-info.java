/**
 * Scheduled work: when it is due, that it never runs twice at once, that it is tried again, and what became of it. The work
 * itself is handed in; nothing here knows what a lake or a training set is.
 */
package shopstream.operations.schedules;
