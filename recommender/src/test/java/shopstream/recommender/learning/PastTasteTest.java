package shopstream.recommender.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.recommender.live.Product;
import shopstream.recommender.taste.LearnedTaste;

class PastTasteTest {
    private final List<String> words = new ArrayList<>();

    private Optional<LearnedTaste> learned(Past past, int step) {
        return new PastTaste(past, List.of(), words::add).upTo(step);
    }

    @Test
    void whatCustomersOrderedAndLookedAtIsLearned() {
        Past past = TastePast.of(60, 4, 1);

        LearnedTaste taste = learned(past, past.size()).orElseThrow();

        float[] likes = taste.model().userVector(new int[] {
            taste.items().index("line-1-0"), taste.items().index("line-1-2")
        });
        assertThat(product(taste, likes, "line-1-1")).isGreaterThan(2 * product(taste, likes, "line-2-1"));
        assertThat(words).singleElement().asString().contains("learned from 60 people", "MB");
    }

    private static float product(LearnedTaste taste, float[] likes, String product) {
        float[] all = taste.model().itemVectors();
        int at = taste.items().index(product) * likes.length;
        float sum = 0;
        for (int k = 0; k < likes.length; k++) {
            sum += likes[k] * all[at + k];
        }
        return sum;
    }

    @Test
    void aProductThatNobodyHadToDoWithIsKnownByItsContent() {
        Past past = TastePast.of(120, 8, 1);
        List<Product> products = new ArrayList<>();
        for (String id : past.items().ids()) {
            products.add(product(id));
        }
        products.add(product("line-1-unseen"));
        products.add(product("line-2-unseen"));

        LearnedTaste taste =
                new PastTaste(past, products, words::add).upTo(past.size()).orElseThrow();

        float[] likes = taste.model().userVector(new int[] {
            taste.items().index("line-1-0"), taste.items().index("line-1-2")
        });
        assertThat(product(taste, likes, "line-1-unseen"))
                .isGreaterThan(2 * Math.abs(product(taste, likes, "line-2-unseen")));
        assertThat(taste.model()
                        .scorer()
                        .best(new int[] {taste.items().index("line-1-0")}, TastePast.OF_ONE_LINE)
                        .items())
                .contains(taste.items().index("line-1-unseen"));
    }

    private static Product product(String id) {
        return new Product(
                id,
                "Product",
                Optional.of(id.substring(0, id.lastIndexOf('-'))),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void nothingThatCameLaterIsInIt() {
        Past whole = TastePast.of(60, 6, 1);
        Past.Builder until = Past.builder(100_000, whole.millis(600) - 1);
        copy(whole, until);
        Past earlier = until.build();
        assertThat(earlier.size()).isEqualTo(600);

        LearnedTaste then = learned(earlier, 600).orElseThrow();
        LearnedTaste now = learned(whole, 600).orElseThrow();

        assertThat(now.items().ids()).isEqualTo(then.items().ids());
        assertThat(now.model().itemVectors()).isEqualTo(then.model().itemVectors());
    }

    /** Steps by the numbers of who took them, which come out the same wherever they are the same. */
    private static void copy(Past from, Past.Builder to) {
        for (int step = 0; step < from.size(); step++) {
            Optional<String> who = Optional.of("" + from.customer(step));
            String product = from.items().id(from.item(step));
            if (from.isOrder(step)) {
                to.ordered("" + from.whose(step), who, product, from.millis(step));
            } else {
                to.seen("" + from.whose(step), who, product, from.millis(step));
            }
        }
    }

    @Test
    void ofTooFewPeopleNothingIsLearnedAndItIsSaid() {
        Past past = TastePast.of(PastTaste.FEWEST_PEOPLE - 1, 4, 1);

        assertThat(learned(past, past.size())).isEmpty();
        assertThat(words).singleElement().asString().contains("too few", "49, and it takes 50");
    }

    @Test
    void visitorsWhoAreNotKnownCountOnlyIfTheyWentOnForLong() {
        Past.Builder brief = Past.builder(10_000, Long.MAX_VALUE);
        Past.Builder longer = Past.builder(10_000, Long.MAX_VALUE);
        for (int visitor = 0; visitor < 60; visitor++) {
            for (int place = 0; place < 6; place++) {
                String product = "item-" + (visitor + place) % 30;
                longer.seen("visitor-" + visitor, product, 1_000L * visitor + place);
                if (place < 4) {
                    brief.seen("visitor-" + visitor, product, 1_000L * visitor + place);
                }
            }
        }

        assertThat(learned(brief.build(), 240)).isEmpty();
        assertThat(learned(longer.build(), 360)).isPresent();
    }

    @Test
    void aHistoryIsWhatWasKnownBeforeTheStepOnWhateverBrowser() {
        Past.Builder builder = Past.builder(100, Long.MAX_VALUE);
        Optional<String> me = Optional.of("me");
        builder.ordered("1", me, "A", 0);
        builder.seen("phone", "B", 1);
        builder.seen("phone", me, "C", 2);
        builder.seen("desk", me, "D", 3);
        builder.seen("other", Optional.of("you"), "E", 4);
        builder.seen("desk", me, "A", 5);
        Past past = builder.build();
        PastHistories histories = new PastHistories(past);
        List<String> known = new ArrayList<>();

        for (int step = 0; step < past.size(); step++) {
            known.add(names(past, histories.before(step)));
            histories.add(step);
        }

        assertThat(known).containsExactly("", "", "AB", "AC", "", "ACD");
    }

    private static String names(Past past, int[] items) {
        return String.join(
                "", Arrays.stream(items).mapToObj(item -> past.items().id(item)).toList());
    }
}
