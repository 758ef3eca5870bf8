/**
 * The next item of a session from other sessions: item-to-item lists and walks that are updated event by event,
 * neighbouring sessions as the published baseline, and what is popular now. Items are small integers here; an
 * {@link shopstream.recommender.sessions.ItemIndex} knows what they are called.
 */
package shopstream.recommender.sessions;
