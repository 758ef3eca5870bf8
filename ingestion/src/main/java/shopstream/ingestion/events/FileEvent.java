package shopstream.ingestion.events;

/**
 * One event of a file.
 *
 * @param line on which it begins, from 1
 * @param json as it is to be told (UTF-8); not to be changed; null where it cannot be
 * @param fault why it cannot be told; null where it can
 */
public record FileEvent(int line, byte[] json, String fault) {
    static FileEvent of(int line, byte[] json) {
        return new FileEvent(line, json, null);
    }

    static FileEvent faulty(int line, String fault) {
        return new FileEvent(line, null, fault);
    }
}
