package shopstream.eventlog.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.profiles.Interaction.Kind;

class VisitorEventReaderTest {
    private static final String TIME = "'timestamp':'2026-05-04T10:00:00.250Z'";

    private final VisitorEventReader reader = new VisitorEventReader();

    private VisitorEvent read(String json) throws IOException {
        return reader.read(json.replace('\'', '"').getBytes(UTF_8));
    }

    @Test
    void aViewSaysWhoLookedAtWhatAndWhen() throws IOException {
        VisitorEvent event = read("{'type':'track','event':'Product Viewed','messageId':'m','anonymousId':'a'," + TIME
                + ",'context':{'page':{'url':'/p'},'userAgent':'Mozilla/5.0'},"
                + "'properties':{'price':1.5,'product_id':'P1','tags':[{'x':1}]}}");
        assertThat(event.browser()).contains("a");
        assertThat(event.user()).isEmpty();
        assertThat(event.bot()).isFalse();
        assertThat(event.millis())
                .isEqualTo(Instant.parse("2026-05-04T10:00:00.250Z").toEpochMilli());
        assertThat(event.interactions())
                .extracting(Interaction::product, Interaction::kind)
                .containsExactly(tuple("P1", Kind.VIEWED));
    }

    @Test
    void anOrderBuysEachProductAndEmptiesTheCart() throws IOException {
        VisitorEvent event =
                read("{'type':'track','event':'Order Completed','messageId':'m','userId':'7','anonymousId':'a'," + TIME
                        + ",'properties':{'products':[{'product_id':'P1','quantity':2},{'sku':'S2'}]}}");
        assertThat(event.identifies()).isTrue();
        assertThat(event.interactions())
                .extracting(Interaction::product, Interaction::kind, Interaction::quantity, Interaction::place)
                .containsExactly(
                        tuple("P1", Kind.BOUGHT, 2, 0), tuple("S2", Kind.BOUGHT, 0, 1), tuple("", Kind.EMPTIED, 0, 2));
    }

    @Test
    void whatHasNoNameSaysWhoItIsAllTheSame() throws IOException {
        VisitorEvent event = read("{'type':'identify','messageId':'m','userId':'7','anonymousId':'a'," + TIME + "}");
        assertThat(event.identifies()).isTrue();
        assertThat(event.interactions()).isEmpty();
    }

    @Test
    void aWholeSessionIsItsViewsAndThenItsCart() throws IOException {
        VisitorEvent event = read("{'type':'track','event':'Session Recorded','messageId':'m','userId':'103'," + TIME
                + ",'properties':{'products':[{'product_id':'P1','quantity':2,'in_shopping_cart':true},"
                + "{'product_id':'P2','quantity':1,'in_shopping_cart':false}]}}");
        assertThat(event.interactions())
                .extracting(Interaction::product, Interaction::kind, Interaction::quantity)
                .containsExactly(
                        tuple("P1", Kind.VIEWED, 2),
                        tuple("P2", Kind.VIEWED, 1),
                        tuple("", Kind.EMPTIED, 0),
                        tuple("P1", Kind.IN_CART, 2));
    }

    @Test
    void onlyIdentifyingAndBuyingSayWhoseABrowserIs() throws IOException {
        assertThat(
                        read("{'type':'identify','event':'Visitor Identified','messageId':'m','userId':'7','anonymousId':'a',"
                                        + TIME + "}")
                                .identifies())
                .isTrue();
        assertThat(read("{'type':'track','event':'Cart Viewed','messageId':'m','userId':'7','anonymousId':'a'," + TIME
                                + "}")
                        .identifies())
                .isFalse();
        assertThat(read("{'type':'identify','event':'Visitor Identified','messageId':'m','userId':'7'," + TIME + "}")
                        .identifies())
                .isFalse();
    }

    @Test
    void aProgramIsKnownByWhatTheVisitorsBrowserCallsItself() throws IOException {
        assertThat(read("{'event':'Cart Viewed','messageId':'m','userId':'7'," + TIME
                                + ",'context':{'userAgent':'Mozilla/5.0 (compatible; Googlebot/2.1)'}}")
                        .bot())
                .isTrue();
        assertThat(read("{'event':'Cart Viewed','messageId':'m','userId':'7'," + TIME
                                + ",'context':{'library':{'name':'shop-bot/1'}}}")
                        .bot())
                .isFalse();
    }

    @Test
    void aPhoneWhoseMakerIsCalledAlmostLikeAProgramIsAPhone() throws IOException {
        assertThat(read("{'event':'Cart Viewed','messageId':'m','userId':'7'," + TIME
                                + ",'context':{'userAgent':'Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 7)'}}")
                        .bot())
                .isFalse();
    }

    @Test
    void whatIsNoEventIsSaid() {
        assertThatThrownBy(() -> read("[1]")).isInstanceOf(IOException.class).hasMessageContaining("START_ARRAY");
        assertThatThrownBy(() -> read("{'event':'Cart Viewed'}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("timestamp");
    }
}
