/**
 * The ordered, replayable log where every part meets: the broker, its topics, what is appended to them, how far each
 * source has been read, and up to when a mart may be called complete.
 */
package shopstream.eventlog;
