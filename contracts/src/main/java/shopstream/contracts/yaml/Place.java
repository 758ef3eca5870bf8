package shopstream.contracts.yaml;

import java.nio.file.Path;

/** Where something stands in a user's file; lines count from 1. */
public record Place(Path file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
