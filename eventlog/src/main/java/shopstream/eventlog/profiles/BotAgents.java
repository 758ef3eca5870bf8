package shopstream.eventlog.profiles;

import java.util.List;
import java.util.Locale;

/**
 * The browsers that are none, by what they call themselves. Only the agent that an event names as the visitor's is held against
 * this, never that of the HTTP call: a shop's server that tells of its visitors is a program, too.
 */
final class BotAgents {
    private static final List<String> WORDS = List.of(
            "bot/",
            "bot;",
            "bot ",
            "-bot",
            "crawl",
            "spider",
            "slurp",
            "headless",
            "phantomjs",
            "lighthouse",
            "pingdom",
            "facebookexternalhit",
            "preview",
            "monitor",
            "scrap");

    private BotAgents() {}

    /** @param agent as the visitor's browser calls itself; null where nobody said */
    static boolean contain(String agent) {
        if (agent == null) {
            return false;
        }
        String small = agent.toLowerCase(Locale.ROOT);
        return small.endsWith("bot") || WORDS.stream().anyMatch(small::contains);
    }
}
