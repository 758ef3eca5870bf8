package shopstream.eventlog;

/**
 * A partition that ends before a place up to which it was written: a power cut or a damaged file took what was durable.
 *
 * @param ends where it ends now
 * @param written up to where it was known to be written
 */
public record LostEnd(String topic, int partition, long ends, long written) {

    /** Whether what is gone can be had again from the rest of the log; else only the source has it. */
    public boolean followsFromTheLog(TopicNames names) {
        return names.isDerived(topic) || topic.startsWith(LostEnds.BROKERS_OWN);
    }

    @Override
    public String toString() {
        return "Partition " + partition + " of " + topic + " ends at " + ends + ", though it was written up to "
                + written;
    }
}
