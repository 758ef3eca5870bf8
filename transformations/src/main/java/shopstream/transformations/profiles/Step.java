package shopstream.transformations.profiles;

import java.util.Objects;

/**
 * What goes from one part of the job to the next. A plain object with public fields, since that is what Flink writes without
 * asking what it is.
 */
public final class Step {
    /** Where an event stands that came from none of the log's. */
    static final int NO_PARTITION = -1;

    /** What it is. */
    enum Kind {
        /** An event that was told of a browser. */
        OF_BROWSER,
        /** An event that was told of a customer. */
        OF_CUSTOMER,
        /** An event that tells of an order. */
        OF_ORDER,
        /** A line of an order, as the database has it. */
        SOLD,
        /** The same for the customer whose it is. */
        BOUGHT,
        /** What says whose a browser is by the order that came from it. */
        JOINED,
        /** What a browser hands over to a customer. */
        PART,
        /** A browser's profile for the topic; forgotten where it has no content. */
        BROWSER_PROFILE,
        /** A customer's profile for the topic; forgotten where it has no content. */
        CUSTOMER_PROFILE
    }

    /** Of {@link Kind}. */
    public int kind;

    /** The browser's id, the customer's, or the order's. */
    public String id;

    /** Where the event stands in the log. */
    public int partition;

    public long offset;

    /** In bytes, as {@link shopstream.eventlog.profiles.ProfileBytes} writes them; of a profile, as the topic has it. */
    public byte[] content;

    /** For Flink. */
    public Step() {}

    Step(Kind kind, String id, int partition, long offset, byte[] content) {
        this.kind = kind.ordinal();
        this.id = id;
        this.partition = partition;
        this.offset = offset;
        this.content = content;
    }

    Step(Kind kind, String id, byte[] content) {
        this(kind, Objects.requireNonNull(id), NO_PARTITION, 0, content);
    }

    boolean is(Kind one) {
        return kind == one.ordinal();
    }

    boolean isProfile() {
        return is(Kind.BROWSER_PROFILE) || is(Kind.CUSTOMER_PROFILE);
    }
}
