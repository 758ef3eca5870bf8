package shopstream.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.recommender.own.FeatureRows;
import shopstream.recommender.own.OwnFeatures;

class LiveShopTest {
    private final FilledShop filled = new FilledShop();

    private List<String> popular() {
        return filled.shop().popularity().best(30, item -> true, 10).stream()
                .map(item -> filled.shop().catalog().product(item).orElseThrow().id())
                .toList();
    }

    @Test
    void anOrderWhoseStatusChangesIsLearnedFromOnce() {
        filled.product("A", "Ships", 1).product("B", "Ships", 1);
        for (int change = 0; change < 5; change++) {
            filled.bought("1", "7", "A", FilledShop.NOW, true);
        }
        filled.bought("2", "7", "B", FilledShop.NOW, true).bought("3", "8", "B", FilledShop.NOW, true);
        assertThat(popular()).containsExactly("B", "A");
        assertThat(filled.shop().companions().learnedFrom()).isEqualTo(3);
    }

    @Test
    void anOrderOfAGuestIsLearnedFromOnceToo() {
        filled.product("A", "Ships", 1).product("B", "Ships", 1);
        for (int change = 0; change < 5; change++) {
            filled.shop()
                    .purchase(FilledShop.bytes(
                            "{'order_number':'1','product':'A','order_time':'" + FilledShop.NOW + "','counts':true}"));
        }
        filled.bought("2", "7", "B", FilledShop.NOW, true).bought("3", "8", "B", FilledShop.NOW, true);
        assertThat(popular()).containsExactly("B", "A");
    }

    @Test
    void anOrderThatIsDatedInTheFutureDoesNotPushOutWhatIsPopular() {
        filled.product("A", "Ships", 1)
                .product("B", "Ships", 1)
                .bought("1", "7", "A", FilledShop.NOW, true)
                .bought("2", "7", "B", FilledShop.NOW.plus(Duration.ofDays(20_000)), true)
                .bought("3", "7", "A", FilledShop.NOW, true);
        assertThat(popular()).containsExactly("A");
    }

    @Test
    void modelsOfTheShopsOwnAreToldOfTheColumnsThatTheyTake() {
        var own = new OwnFeatures(new FeatureRows(List.of("price")), new FeatureRows(List.of("country")));
        FilledShop told = new FilledShop(Optional.of(own));
        told.product("A", "Ships", 5).customer("7", "France");
        assertThat(own.products().value("A", "price")).hasValue("9.50");
        assertThat(own.customers().value("7", "country")).hasValue("France");
        long changes = own.products().changes();
        told.product("A", "Ships", 4);
        assertThat(own.products().changes()).as("of stock it is told nothing").isEqualTo(changes);
        told.withdrawn("A");
        assertThat(own.products().ids()).isEmpty();
    }

    @Test
    void nothingIsLearnedOfWhatIsNoProduct() {
        filled.product("A", "Ships", 1).browsed(3, "A", "MADE-UP", "MADE-UP-TOO");
        assertThat(filled.shop().catalog().indexOf("MADE-UP")).isEqualTo(Catalog.UNKNOWN);
        assertThat(popular()).containsExactly("A");
    }

    @Test
    void anOrderThatDoesNotCountIsNotLearnedFrom() {
        filled.product("A", "Ships", 1).bought("1", "7", "A", FilledShop.NOW, false);
        assertThat(popular()).isEmpty();
    }

    @Test
    void aPauseBeginsANewSession() {
        filled.product("A", "Ships", 1)
                .product("B", "Ships", 1)
                .event("Product Viewed", "anonymousId", "me", "A", FilledShop.NOW)
                .event("Product Viewed", "anonymousId", "me", "B", FilledShop.NOW.plus(Duration.ofMinutes(31)));
        assertThat(filled.shop().companions().learnedFrom()).isEqualTo(2);
        assertThat(filled.shop().companions().strongest(1, new int[] {0})).isEmpty();
        filled.event("Product Viewed", "anonymousId", "me", "A", FilledShop.NOW.plus(Duration.ofMinutes(32)));
        assertThat(filled.shop().companions().strongest(0, new int[] {1})).hasValue(1);
    }

    @Test
    void aRecordThatIsNoneIsCountedAndPassedOver() {
        filled.shop().event(FilledShop.bytes("nonsense"));
        filled.shop().product(FilledShop.bytes("{'code':'A'}"), FilledShop.bytes("{'code':'A','stock':'many'}"));
        filled.product("B", "Ships", 1);
        assertThat(filled.shop().unreadable()).isEqualTo(2);
        assertThat(filled.shop().catalog().count()).isOne();
    }
}
