package shopstream.warehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private static final List<Set<String>> JOINED =
            List.of(Set.of("sales", "customers"), Set.of("sales", "products"), Set.of("visits"));

    private static Map<String, Set<String>> waits(Set<String> built, Set<String> coming, String... stopped) {
        return new Together(JOINED, mart -> !Set.of(stopped).contains(mart)).waits(built, coming);
    }

    @Test
    void aMartWaitsForThoseThatADashboardJoinsItWith() {
        assertThat(waits(Set.of("customers", "visits"), Set.of("sales")))
                .isEqualTo(Map.of("customers", Set.of("sales")));
    }

    @Test
    void aMartWaitsAlsoForThoseThatOneItIsShownWithWaitsFor() {
        assertThat(waits(Set.of("customers", "sales"), Set.of("products")))
                .isEqualTo(Map.of("customers", Set.of("products"), "sales", Set.of("products")));
    }

    @Test
    void nobodyWaitsForAMartThatHasStopped() {
        assertThat(waits(Set.of("customers", "sales"), Set.of("products"), "products"))
                .isEmpty();
    }

    @Test
    void thoseThatHaveAllCaughtUpWaitForNobody() {
        assertThat(waits(Set.of("customers", "sales", "products"), Set.of("visits")))
                .isEmpty();
    }
}
