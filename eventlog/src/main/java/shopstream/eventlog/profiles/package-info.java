/**
 * What visitors did, folded from events: pure data and pure functions, so that whoever reads the same events, in whatever
 * order and however often, comes to the same profiles.
 */
package shopstream.eventlog.profiles;
