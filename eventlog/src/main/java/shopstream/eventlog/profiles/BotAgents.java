package shopstream.eventlog.profiles;

import java.util.regex.Pattern;

/**
 * The browsers that are none, by what they call themselves. Only the agent that an event names as the visitor's is held against
 * this, never that of the HTTP call: a shop's server that tells of its visitors is a program, too.
 */
public final class BotAgents {
    private static final Pattern NAMES = Pattern.compile(
            "bot\\b(?<!cubot)|crawl|spider|slurp|headless|phantomjs|lighthouse|pingdom|facebookexternalhit|scrapy",
            Pattern.CASE_INSENSITIVE);

    private BotAgents() {}

    /** @param agent as the visitor's browser calls itself; null where nobody said */
    public static boolean contain(String agent) {
        return agent != null && NAMES.matcher(agent).find();
    }
}
