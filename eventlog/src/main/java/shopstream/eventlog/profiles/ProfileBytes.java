package shopstream.eventlog.profiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import shopstream.eventlog.profiles.Joins.Join;

/**
 * Profiles as bytes, for the state of whoever folds them and for the way from one part of it to the next: what is written is read
 * back equal. Belongs to {@link Profile#FOLD}: bytes of another version are not read.
 */
public final class ProfileBytes {
    private static final int IDENTIFIES = 1;
    private static final int BOT = 2;

    private ProfileBytes() {}

    /** An event as a profile takes it. @param taken when it was taken in, in milliseconds since 1970 */
    public record Taken(VisitorEvent event, long taken) {}

    public static byte[] of(VisitorEvent event, long taken) {
        StateWriter to = new StateWriter()
                .number(taken)
                .text(event.user().orElse(null))
                .text(event.browser().orElse(null))
                .text(event.order().orElse(null))
                .count((event.identifies() ? IDENTIFIES : 0) | (event.bot() ? BOT : 0))
                .number(event.millis())
                .number(event.message())
                .count(event.interactions().size());
        for (Interaction did : event.interactions()) {
            to.text(did.product()).count(did.details()).number(did.millis()).number(did.message());
        }
        return to.written();
    }

    public static Taken taken(byte[] bytes) {
        StateReader from = new StateReader(bytes);
        long taken = from.number();
        Optional<String> user = Optional.ofNullable(from.text());
        Optional<String> browser = Optional.ofNullable(from.text());
        Optional<String> order = Optional.ofNullable(from.text());
        int flags = from.count();
        long millis = from.number();
        long message = from.number();
        Interaction[] interactions = new Interaction[from.count()];
        for (int i = 0; i < interactions.length; i++) {
            interactions[i] = Interaction.of(from.text(), from.count(), from.number(), from.number());
        }
        return new Taken(
                new VisitorEvent(
                        user,
                        browser,
                        order,
                        (flags & IDENTIFIES) != 0,
                        (flags & BOT) != 0,
                        millis,
                        message,
                        Arrays.asList(interactions)),
                taken);
    }

    public static byte[] of(BrowserProfile profile) {
        StateWriter to = new StateWriter();
        Browser browser = profile.browser();
        browser.anonymous().write(to);
        browser.signedIn().write(to);
        browser.joins().write(to);
        write(browser.pace(), to);
        write(profile.taste(), to);
        write(profile.told(), to);
        write(profile.tally(), to);
        return to.written();
    }

    public static BrowserProfile browser(byte[] bytes) {
        StateReader from = new StateReader(bytes);
        Browser browser = new Browser(Trail.read(from), Trail.read(from), Joins.read(from), pace(from));
        return new BrowserProfile(browser, taste(from), told(from), tally(from));
    }

    public static byte[] of(CustomerProfile profile) {
        StateWriter to = new StateWriter();
        profile.customer().own().write(to);
        write(profile.customer().pace(), to);
        write(profile.ownTaste(), to);
        write(profile.told(), to);
        write(profile.tally(), to);
        to.count(profile.parts().size());
        profile.parts().values().forEach(part -> write(part, to));
        return to.written();
    }

    public static CustomerProfile customer(byte[] bytes) {
        StateReader from = new StateReader(bytes);
        Customer customer = new Customer(Trail.read(from), pace(from));
        Taste taste = taste(from);
        Told told = told(from);
        Tally tally = tally(from);
        SortedMap<String, Part> parts = new TreeMap<>();
        for (int left = from.count(); left > 0; left--) {
            Part part = part(from);
            parts.put(part.browser(), part);
        }
        return new CustomerProfile(customer, taste, told, tally, Collections.unmodifiableSortedMap(parts));
    }

    public static byte[] of(Order order) {
        StateWriter to = new StateWriter()
                .text(order.customer())
                .count(order.isTold() ? 1 : 0)
                .number(order.newest())
                .count(order.browsers().size());
        order.browsers().forEach(telling -> to.number(telling.millis()).text(telling.browser()));
        return to.written();
    }

    public static Order order(byte[] bytes) {
        StateReader from = new StateReader(bytes);
        String customer = from.text();
        boolean isTold = from.count() == 1;
        long newest = from.number();
        Order.Telling[] browsers = new Order.Telling[from.count()];
        for (int i = 0; i < browsers.length; i++) {
            browsers[i] = new Order.Telling(from.number(), from.text());
        }
        return new Order(customer, isTold, List.of(browsers), newest);
    }

    public static byte[] of(Sale sale) {
        return new StateWriter()
                .text(sale.order())
                .text(sale.customer().orElse(null))
                .text(sale.product())
                .count(sale.quantity())
                .number(sale.millis())
                .text(sale.region().orElse(null))
                .written();
    }

    public static Sale sale(byte[] bytes) {
        StateReader from = new StateReader(bytes);
        return new Sale(
                from.text(),
                Optional.ofNullable(from.text()),
                from.text(),
                from.count(),
                from.number(),
                Optional.ofNullable(from.text()));
    }

    public static byte[] of(Join join) {
        return new StateWriter().number(join.millis()).text(join.user()).written();
    }

    public static Join join(byte[] bytes) {
        StateReader from = new StateReader(bytes);
        return new Join(from.number(), from.text());
    }

    public static byte[] of(Part part) {
        StateWriter to = new StateWriter();
        write(part, to);
        return to.written();
    }

    public static Part part(byte[] bytes) {
        return part(new StateReader(bytes));
    }

    private static void write(Part part, StateWriter to) {
        to.text(part.browser());
        part.trail().write(to);
        write(part.taste(), to);
        to.number(part.newest());
    }

    private static Part part(StateReader from) {
        return new Part(from.text(), Trail.read(from), taste(from), from.number());
    }

    private static void write(Pace pace, StateWriter to) {
        to.number(pace.minute()).count(pace.done());
    }

    private static Pace pace(StateReader from) {
        return new Pace(from.number(), from.count());
    }

    private static void write(Tally tally, StateWriter to) {
        to.number(tally.events()).number(tally.programs()).number(tally.newest());
    }

    private static Tally tally(StateReader from) {
        return new Tally(from.number(), from.number(), from.number());
    }

    private static void write(Taste taste, StateWriter to) {
        to.count(taste.wanted().size());
        taste.wanted().forEach(one -> to.number(one.day()).text(one.product()).count(one.kinds()));
    }

    private static Taste taste(StateReader from) {
        int size = from.count();
        List<Taste.Wanted> wanted = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            wanted.add(new Taste.Wanted(from.number(), from.text(), from.count()));
        }
        return Taste.of(wanted);
    }

    private static void write(Told told, StateWriter to) {
        to.count(told.size());
        for (int place = 0; place < told.size(); place++) {
            to.number(told.message(place)).number(told.taken(place));
        }
    }

    private static Told told(StateReader from) {
        int size = from.count();
        long[] messages = new long[size];
        long[] taken = new long[size];
        for (int place = 0; place < size; place++) {
            messages[place] = from.number();
            taken[place] = from.number();
        }
        return Told.of(messages, taken);
    }
}
