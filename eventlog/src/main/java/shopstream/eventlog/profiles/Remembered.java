package shopstream.eventlog.profiles;

/** What is kept until nothing has happened to it for a while. */
public interface Remembered {
    /** When it is forgotten unless something happens before, in milliseconds since 1970. */
    long forgottenAt();
}
