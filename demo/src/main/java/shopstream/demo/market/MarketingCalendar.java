package shopstream.demo.market;

import java.time.Instant;
import java.util.List;

/** What the shop's marketing does and when, without beginning or end. The same time has always the same campaigns. */
@FunctionalInterface
public interface MarketingCalendar {

    /** Of a shop without campaigns. */
    MarketingCalendar EMPTY = time -> List.of();

    /** The campaigns that run at this time. */
    List<Campaign> at(Instant time);
}
