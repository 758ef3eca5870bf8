package shopstream.recommender.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shopstream.recommender.answers.Embeddings;
import shopstream.recommender.live.FilledShop;

class EmbeddingsPushTest {
    private final FilledShop filled = new FilledShop();
    private final Embeddings embeddings = new Embeddings(filled.shop(), () -> 0);
    private final List<String> said = new ArrayList<>();
    private final List<PublishedEmbeddings> published = new ArrayList<>();

    private final EmbeddingsTarget target = new EmbeddingsTarget() {
        @Override
        public String words() {
            return "a store";
        }

        @Override
        public void publish(PublishedEmbeddings embeddings) throws IOException {
            if (published.size() == 1) {
                throw new IOException("It is full.");
            }
            published.add(embeddings);
        }
    };

    private void customersBuy(int customers) {
        for (int product = 0; product < 6; product++) {
            filled.product("P" + product, "Things", 5);
        }
        for (int customer = 0; customer < customers; customer++) {
            for (int each = 0; each < 3; each++) {
                filled.bought(
                        "o" + customer,
                        "n" + customer,
                        "P" + (customer + each) % 6,
                        FilledShop.NOW.minus(Duration.ofDays(9)),
                        true);
            }
        }
    }

    @Test
    void whatWasLearnedIsPublishedAndAFailureIsTold() throws InterruptedException {
        customersBuy(20);
        EmbeddingsPush push = new EmbeddingsPush(embeddings::now, target);
        assertThat(push.run(said::add)).isEqualTo(26);
        PublishedEmbeddings once = published.get(0);
        assertThat(once.products()).hasSize(6);
        assertThat(once.customers())
                .hasSize(20)
                .allSatisfy((customer, vector) -> assertThat(vector).hasSize(once.width()));
        assertThat(said)
                .containsExactly(
                        "To a store: vectors of 6 products and 20 customers, " + once.width() + " numbers each");
        assertThatThrownBy(() -> push.run(said::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("To a store: It is full. It holds what it held before.");
    }

    @Test
    void whereTooFewHaveBoughtNothingIsTakenAway() throws InterruptedException {
        customersBuy(3);
        assertThat(new EmbeddingsPush(embeddings::now, target).run(said::add)).isZero();
        assertThat(published).isEmpty();
        assertThat(said)
                .containsExactly("Too few customers have bought anything to learn from, and nothing is published");
    }
}
