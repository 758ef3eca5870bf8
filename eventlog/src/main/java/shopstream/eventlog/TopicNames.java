package shopstream.eventlog;

import java.util.List;

/** Names that explain themselves: what a topic (or a job's consumer group) is called. */
public record TopicNames(String prefix) {
    /** The keyed table of one dataset of a source. */
    public String dataset(String source, String dataset) {
        return prefix + "." + source + "." + dataset;
    }

    /** The rows of one mart, as the model with this fingerprint makes them. */
    public String mart(String name, String fingerprint) {
        return prefix + ".mart." + name + "." + fingerprint;
    }

    /** How the topics of all marts begin. */
    public String everyMart() {
        return prefix + ".mart.";
    }

    /** One stream of events, of all the sources that tell them: those of one customer stand in one partition, in order. */
    public String events(String dataset) {
        return prefix + "." + dataset;
    }

    /** Whether a stream cannot be called so, since a topic of the platform's own is. */
    public boolean isTaken(String stream) {
        return List.of(quarantine(), progress(), marts(), profiles(), recommendations())
                .contains(events(stream));
    }

    /** What each active customer is recommended, for the shop's own programs. */
    public String recommendations() {
        return prefix + ".recommendations";
    }

    /** Rejected records of all sources. */
    public String quarantine() {
        return prefix + ".quarantine";
    }

    /** Progress marks of all sources. */
    public String progress() {
        return prefix + ".progress";
    }

    /** Declarations of all marts. */
    public String marts() {
        return prefix + ".marts";
    }

    /** What is known of each browser and each customer. */
    public String profiles() {
        return prefix + ".profiles";
    }

    /** Where capture keeps how far it has read a source. */
    public String captureOffsets(String source) {
        return prefix + ".capture." + source + ".offsets";
    }

    /** Where capture keeps the history of a source's table definitions. */
    public String schemaHistory(String source) {
        return prefix + ".capture." + source + ".schema-history";
    }

    /** Whether a topic can be had again from the others: rows of marts, their list, profiles, marks, and what is delivered. */
    boolean isDerived(String topic) {
        return topic.startsWith(everyMart())
                || List.of(marts(), progress(), profiles()).contains(topic)
                || isDelivered(topic);
    }

    /** Whether a topic is for others alone: nothing of the platform's own reads it. */
    boolean isDelivered(String topic) {
        return topic.equals(recommendations());
    }

    /** Whether a topic tells how far a source has been read; what it tells must never be newer than what was read. */
    boolean isPlace(String topic) {
        return topic.startsWith(prefix + ".capture.") && !topic.endsWith(".schema-history");
    }

    /** How all topics of this installation begin. */
    String everything() {
        return prefix + ".";
    }

    /** The consumer group under which the job that writes the lake says how far it has read. */
    public String lakeGroup() {
        return prefix + ".lake";
    }

    /** The consumer group under which the job that folds profiles says how far they reach, by the version of the fold. */
    public String profilesGroup(int fold) {
        return everyProfilesGroup() + fold;
    }

    /** How the groups of all versions of the fold begin. */
    String everyProfilesGroup() {
        return prefix + ".profiles.";
    }

    /** The consumer group under which a mart's job commits how far it has read. */
    public String jobGroup(String mart, String fingerprint) {
        return prefix + ".model." + mart + "." + fingerprint;
    }
}
