package shopstream.eventlog;

/** Hears what stands in the quarantine, in the order in which it came. */
public interface QuarantineListener {
    void setAside(SetAside record);

    /** A row that an earlier rejection left stale is current again, or gone. @param key of the row, as JSON */
    void superseded(String dataset, String key);
}
