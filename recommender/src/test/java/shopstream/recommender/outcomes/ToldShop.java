package shopstream.recommender.outcomes;

import static shopstream.recommender.live.FilledShop.bytes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.recommender.live.FilledShop;

/** A shop whose records are kept, so that they can be taken in any order and more than once. */
final class ToldShop {
    static final Instant NOW = FilledShop.NOW;
    static final String HOME = "home";

    private final List<Record> records = new ArrayList<>();
    private int messages;

    private record Record(boolean isEvent, byte[] value) {}

    ToldShop shown(String list, String whose, Instant time, String... products) {
        return shownFrom(list, whose, time, "personal", "", products);
    }

    /** @param further properties of the event, each with a comma after it */
    ToldShop shownFrom(String list, String whose, Instant time, String source, String further, String... products) {
        String ids = List.of(products).stream()
                .map(product -> "{'product_id':'" + product + "'}")
                .collect(Collectors.joining(","));
        return event(
                "Recommendations Shown",
                whose,
                time,
                "'recommendation_id':'" + list + "','placement':'home','recommendation_source':'" + source + "',"
                        + further + "'products':[" + ids + "]");
    }

    ToldShop clicked(String list, String whose, Instant time, String product) {
        return event(
                "Recommendation Clicked",
                whose,
                time,
                "'recommendation_id':'" + list + "','placement':'home','product_id':'" + product + "'");
    }

    /** @param whose such as {@code 'userId':'7'} */
    ToldShop event(String name, String whose, Instant time, String properties) {
        return told("{'type':'track','event':'" + name + "','messageId':'m" + messages++ + "'," + whose
                + ",'timestamp':'" + time + "','properties':{" + properties + "}}");
    }

    ToldShop identified(String browser, String user, Instant time) {
        return told("{'type':'identify','event':'Visitor Identified','messageId':'m" + messages++ + "','anonymousId':'"
                + browser + "','userId':'" + user + "','timestamp':'" + time + "'}");
    }

    ToldShop told(String json) {
        records.add(new Record(true, bytes(json)));
        return this;
    }

    ToldShop bought(String order, String customer, String product, Instant time, boolean counts) {
        records.add(new Record(
                false,
                bytes("{'order_number':'" + order + "','customer':'" + customer + "','product':'" + product
                        + "','order_time':'" + time + "','counts':" + counts + "}")));
        return this;
    }

    static String browser(String name) {
        return "'anonymousId':'" + name + "'";
    }

    int size() {
        return records.size();
    }

    /** What follows when the records are taken in this order, of which one may come again. */
    Outcomes taken(List<Integer> order) {
        FilledShop filled = new FilledShop();
        for (String product : List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J")) {
            filled.product(product, "Ships", 5);
        }
        Outcomes outcomes = new Outcomes(
                filled.shop(),
                FilledShop.DECLARED.purchases(),
                ZoneOffset.UTC,
                origin -> origin.experiment().equals("trial"),
                Clock.fixed(NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC));
        for (int at : order) {
            Record record = records.get(at);
            if (record.isEvent()) {
                filled.shop().event(record.value());
                outcomes.event(record.value());
            } else {
                filled.shop().purchase(record.value());
                outcomes.purchase(record.value());
            }
        }
        return outcomes;
    }

    Outcomes taken() {
        List<Integer> order = new ArrayList<>();
        for (int at = 0; at < size(); at++) {
            order.add(at);
        }
        return taken(order);
    }

    /** The figures of the last days. */
    Figures figures() {
        return taken().report(Outcomes.DAYS).total();
    }
}
