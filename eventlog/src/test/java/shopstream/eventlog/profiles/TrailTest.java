package shopstream.eventlog.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.profiles.Interaction.Kind;

class TrailTest {
    private static final long NOW = Duration.ofDays(20_000).toMillis();

    @Test
    void theSameInteractionsInAnyOrderAndHoweverOftenAreTheSameTrail() {
        var random = new Random(4);
        List<Interaction> told = new ArrayList<>();
        for (int i = 0; i < 2 * Trail.MOST; i++) {
            told.add(new Interaction(
                    "P" + random.nextInt(20),
                    Kind.values()[random.nextInt(Kind.values().length)],
                    random.nextInt(3),
                    random.nextInt(1_000),
                    i,
                    0));
        }
        Trail inOrder = trail(told);
        List<Interaction> again = new ArrayList<>(told);
        again.addAll(told.subList(0, 100));
        Collections.shuffle(again, random);
        assertThat(trail(again)).isEqualTo(inOrder);
        assertThat(trail(again.subList(0, 300)).with(trail(again.subList(300, again.size()))))
                .isEqualTo(inOrder);
        assertThat(inOrder.interactions()).hasSize(Trail.MOST).isSorted();
    }

    @Test
    void whatWasAddedAndNotTakenOutLiesInTheCart() {
        Trail trail = trail(List.of(
                did("A", Kind.CARTED, 2, 1),
                did("B", Kind.CARTED, 0, 2),
                did("A", Kind.CARTED, 1, 3),
                did("A", Kind.REMOVED, 1, 4),
                did("C", Kind.CARTED, 1, 5),
                did("C", Kind.REMOVED, 0, 6)));
        assertThat(trail.cart(NOW)).containsExactly(entry("A", 2), entry("B", 1));
    }

    @Test
    void aCartThatIsToldAsAWholeReplacesWhatWasKnownOfIt() {
        Trail trail =
                trail(List.of(did("A", Kind.CARTED, 2, 1), did("", Kind.EMPTIED, 0, 2), did("B", Kind.IN_CART, 3, 2)));
        assertThat(trail.cart(NOW)).containsExactly(entry("B", 3));
    }

    @Test
    void anAdditionThatComesLateDoesNotFillACartThatWasEmptiedAfterIt() {
        Trail trail = trail(List.of(did("", Kind.EMPTIED, 0, 5), did("A", Kind.CARTED, 1, 4)));
        assertThat(trail.cart(NOW)).isEmpty();
    }

    @Test
    void aCartThatNobodyTouchesIsForgotten() {
        Trail trail = trail(List.of(did("A", Kind.CARTED, 1, 1)));
        assertThat(trail.cart(NOW + 2 + Trail.CART_KEPT.toMillis())).isEmpty();
    }

    @Test
    void interestsAreWhatWasViewedCartedOrBoughtTheNewestLast() {
        Trail trail = trail(List.of(
                did("A", Kind.VIEWED, 0, 1),
                did("B", Kind.CARTED, 1, 2),
                did("B", Kind.REMOVED, 1, 3),
                did("C", Kind.BOUGHT, 1, 4),
                did("A", Kind.VIEWED, 0, 5)));
        assertThat(trail.interests(10)).containsExactly("A", "B", "C", "A");
        assertThat(trail.interests(2)).containsExactly("C", "A");
        assertThat(trail.bought()).containsExactly(entry("C", NOW + 4));
    }

    private static Interaction did(String product, Kind kind, int quantity, int millis) {
        return new Interaction(product, kind, quantity, NOW + millis, millis * 31L, product.isEmpty() ? 0 : 1);
    }

    private static Trail trail(List<Interaction> interactions) {
        Trail trail = Trail.EMPTY;
        for (Interaction interaction : interactions) {
            trail = trail.with(interaction);
        }
        return trail;
    }
}
