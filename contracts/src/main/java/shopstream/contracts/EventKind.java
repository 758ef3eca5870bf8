package shopstream.contracts;

import java.util.List;

/**
 * An event that a contract knows.
 *
 * @param name what the log calls it
 * @param aliases what callers may call it too
 * @param requires of each of these, one property must be there; names are the contract's
 */
public record EventKind(String name, List<String> aliases, List<List<String>> requires) {
    public EventKind {
        aliases = List.copyOf(aliases);
        requires = requires.stream().map(List::copyOf).toList();
    }
}
