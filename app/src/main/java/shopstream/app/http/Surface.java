package shopstream.app.http;

/** From where routes are called. */
public enum Surface {
    /** This machine, on which nobody but the shop's own programs can call. */
    OWN,
    /** Anywhere: whoever calls from this machine may be passing on a call of somebody else, as a proxy does. */
    PUBLIC;

    /** Whether a call is one of the shop's own programs. */
    boolean trusts(EventRequest request) {
        return this == OWN && request.isFromThisMachine();
    }
}
