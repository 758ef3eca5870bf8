package shopstream.recommender.outcomes;

import java.util.Optional;
import shopstream.eventlog.profiles.Visitors;

/**
 * Who was shown something, as the event of it says.
 *
 * @param user a customer who was signed in
 * @param browser by what the tracker made up for it
 */
record Visitor(Optional<String> user, Optional<String> browser) {
    static final Visitor NOBODY = new Visitor(Optional.empty(), Optional.empty());

    private static final String USER = "user ";
    private static final String BROWSER = "browser ";

    /** By what outcomes are looked up: a customer and a browser of the same name are two. */
    static String keyOfUser(String user) {
        return USER + user;
    }

    static String keyOfBrowser(String browser) {
        return BROWSER + browser;
    }

    /** The customer that a key is one of. */
    static Optional<String> userOf(String key) {
        return named(USER, key);
    }

    static Optional<String> browserOf(String key) {
        return named(BROWSER, key);
    }

    private static Optional<String> named(String kind, String key) {
        return key.startsWith(kind) ? Optional.of(key.substring(kind.length())) : Optional.empty();
    }

    String key() {
        return user.map(Visitor::keyOfUser)
                .orElseGet(() -> browser.map(Visitor::keyOfBrowser).orElse(""));
    }

    /** Whether both are one, as far as the events say: of a click on the same page, or after signing in on it. */
    boolean isSame(Visitor other) {
        return browser.isPresent() && other.browser.isPresent()
                ? browser.equals(other.browser)
                : user.isPresent() && user.equals(other.user);
    }

    /** The customer that it was at a moment; empty where that never turned out. @param millis since 1970 */
    Optional<String> customer(Visitors visitors, long millis) {
        return user.or(() -> browser.flatMap(known -> visitors.userOf(known, millis)));
    }
}
