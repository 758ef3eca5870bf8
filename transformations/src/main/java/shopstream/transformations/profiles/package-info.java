/**
 * The job that folds what visitors do into profiles, one of each browser and one of each customer, and publishes them. What a profile
 * does with an event is in {@link shopstream.eventlog.profiles}, where whoever serves visitors takes it from too.
 */
package shopstream.transformations.profiles;
