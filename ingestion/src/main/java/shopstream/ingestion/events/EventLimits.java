package shopstream.ingestion.events;

/** How much a caller may tell at once, as Segment has it. */
public final class EventLimits {
    /** Of one event, as it comes. */
    public static final int EVENT_BYTES = 32 << 10;

    /** Of a request's body, unpacked. */
    public static final int BODY_BYTES = 500 << 10;

    public static final int BATCH_EVENTS = 2_500;

    /** How many objects and lists of an event may stand in each other. */
    static final int DEPTH = 16;

    /** No number that means anything has more digits. */
    static final int NUMBER_CHARACTERS = 60;

    private EventLimits() {}
}
