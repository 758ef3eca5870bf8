package shopstream.ingestion.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventSourcesTest {
    private static final EventSource PAGES =
            new EventSource("pages", Optional.of("key-of-the-pages"), List.of("https://shop.example"));
    private static final EventSource APP = new EventSource("app", Optional.of("key-of-the-app--"), List.of());

    private final EventSources keyed = new EventSources(List.of(PAGES, APP));
    private final EventSources mixed = new EventSources(List.of(PAGES, EventSource.LOCAL));

    @Test
    void aKeyTellsTheSourceWhereverTheCallerIs() {
        assertThat(keyed.of("key-of-the-app--", false)).contains(APP);
        assertThat(keyed.of("key-of-the-pages", true)).contains(PAGES);
        assertThat(keyed.of("key-of-the-page", true)).isEmpty();
        assertThat(keyed.of("", true)).isEmpty();
    }

    @Test
    void withoutAKeyOnlyTheMachineItselfIsHeardAndOnlyWhereASourceHasNone() {
        assertThat(keyed.of(null, true)).isEmpty();
        assertThat(mixed.of(null, true)).contains(EventSource.LOCAL);
        assertThat(mixed.of(null, false)).isEmpty();
        assertThat(mixed.of("guess", true)).isEmpty();
    }

    @Test
    void pagesMayCallWhereTheirOriginIsNamed() {
        assertThat(EventSources.allows(PAGES, "https://shop.example")).isTrue();
        assertThat(EventSources.allows(PAGES, "https://shop.example.org")).isFalse();
        assertThat(EventSources.allows(PAGES, "http://localhost:8080")).isFalse();
        assertThat(EventSources.allows(APP, "https://anywhere.example")).isTrue();
    }

    @Test
    void withoutAKeyOnlyPagesOfTheMachineMayCall() {
        assertThat(EventSources.allows(EventSource.LOCAL, "http://localhost:3000"))
                .isTrue();
        assertThat(EventSources.allows(EventSource.LOCAL, "http://127.0.0.1:8080"))
                .isTrue();
        assertThat(EventSources.allows(EventSource.LOCAL, "https://localhost.example"))
                .isFalse();
        assertThat(EventSources.allows(EventSource.LOCAL, "https://shop.example"))
                .isFalse();
        assertThat(EventSources.allows(EventSource.LOCAL, "null")).isFalse();
        assertThat(EventSources.allows(EventSource.LOCAL, "not an origin")).isFalse();
    }
}
