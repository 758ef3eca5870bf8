package shopstream.eventlog;

import java.util.List;

/** The marts there are, kept in the log. */
public final class MartCatalog implements AutoCloseable {
    public MartCatalog(LogAddress address) {}

    public void publish(MartDeclaration declaration) {}

    public void withdraw(String name) {}

    public List<MartDeclaration> all() {
        return List.of();
    }

    @Override
    public void close() {}
}
