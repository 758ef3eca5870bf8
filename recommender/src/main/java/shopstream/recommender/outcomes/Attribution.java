package shopstream.recommender.outcomes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.eventlog.profiles.Visitors;
import shopstream.recommender.outcomes.ShownList.Click;
import shopstream.recommender.outcomes.SoldLines.Line;

/**
 * Which sales followed from which list: what the same customer bought of what they had clicked, for the last list in which they
 * clicked it. Of products that were bought otherwise nothing is claimed.
 */
final class Attribution {
    private final Visitors visitors;
    private final ShownLists lists;
    private final SoldLines sold;

    Attribution(Visitors visitors, ShownLists lists, SoldLines sold) {
        this.visitors = visitors;
        this.lists = lists;
        this.sold = sold;
    }

    /** The customer who clicked; empty where that never turned out. */
    private Optional<String> customer(Click click) {
        return click.visitor().customer(visitors, click.millis());
    }

    /** The customers who may have clicked, at whatever time it was. */
    Set<String> possibly(Click click) {
        Visitor visitor = click.visitor();
        return visitor.user()
                .map(Set::of)
                .orElseGet(() -> visitor.browser().map(visitors::usersOf).orElse(Set.of()));
    }

    /** The lists in which somebody clicked who is this customer, or may be. */
    Set<ShownList> clickedBy(String customer) {
        Set<ShownList> all = new HashSet<>(lists.clickedBy(Visitor.keyOfUser(customer)));
        for (String browser : visitors.browsersOf(customer)) {
            all.addAll(lists.clickedBy(Visitor.keyOfBrowser(browser)));
        }
        return all;
    }

    List<Line> boughtBecauseOf(ShownList list) {
        List<Line> because = new ArrayList<>();
        for (Click click : list.clicks()) {
            Optional<String> customer = customer(click);
            if (customer.isPresent()) {
                for (Line line : sold.of(customer.get())) {
                    if (leadsTo(click, line) && isLast(list, click, line, customer.get())) {
                        because.add(line);
                    }
                }
            }
        }
        return because;
    }

    /** Whether no other click of the customer led to it later. */
    private boolean isLast(ShownList list, Click click, Line line, String customer) {
        for (ShownList other : clickedBy(customer)) {
            for (Click rival : other.clicks()) {
                boolean isItself = other == list && rival.equals(click);
                if (!isItself
                        && leadsTo(rival, line)
                        && comesAfter(other, rival, list, click)
                        && customer(rival).filter(customer::equals).isPresent()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean leadsTo(Click click, Line line) {
        return click.product() == line.product()
                && click.millis() <= line.millis()
                && line.millis() - click.millis() <= Outcomes.BOUGHT_WITHIN.toMillis();
    }

    private static boolean comesAfter(ShownList list, Click click, ShownList than, Click other) {
        if (click.millis() != other.millis()) {
            return click.millis() > other.millis();
        }
        // Of one moment: any order will do, as long as it is always the same.
        return (list.id() + click).compareTo(than.id() + other) > 0;
    }
}
