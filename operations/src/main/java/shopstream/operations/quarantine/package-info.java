/** What was rejected: why, how often, since when, and each record that was. */
package shopstream.operations.quarantine;
