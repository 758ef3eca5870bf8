/**
 * A small neural embedding of items and sessions, trained here in float arrays: a session's vector is worked out from its
 * last items by a soft attention, and points to where the next item lies.
 */
package shopstream.recommender.embedding;
