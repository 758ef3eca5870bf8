package shopstream.transformations.profiles;

import java.util.Map;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import shopstream.eventlog.profiles.BrowserProfile;
import shopstream.eventlog.profiles.ProfileBytes;
import shopstream.eventlog.profiles.ProfileBytes.Taken;
import shopstream.eventlog.profiles.ProfileText;
import shopstream.eventlog.profiles.ProfileText.Owner;
import shopstream.transformations.profiles.Step.Kind;

/** Folds events into the profiles of browsers, which hand over what is a customer's. */
final class BrowserFolding extends Folding<BrowserProfile> {
    private static final long serialVersionUID = 1;

    BrowserFolding(StreamOperatorParameters<Step> parameters) {
        super(parameters);
    }

    @Override
    BrowserProfile fold(BrowserProfile profile, Step step) {
        if (step.is(Kind.JOINED)) {
            return profile.with(ProfileBytes.join(step.content));
        }
        Taken taken = ProfileBytes.taken(step.content);
        return profile.with(taken.event(), taken.taken());
    }

    @Override
    BrowserProfile unknown() {
        return BrowserProfile.UNKNOWN;
    }

    @Override
    BrowserProfile read(byte[] bytes) {
        return ProfileBytes.browser(bytes);
    }

    @Override
    byte[] bytes(BrowserProfile profile) {
        return ProfileBytes.of(profile);
    }

    @Override
    void give(String id, BrowserProfile before, BrowserProfile now, Map<Integer, Long> reached) {
        now.handedSince(before, id)
                .forEach(handed -> give(new Step(Kind.PART, handed.user(), ProfileBytes.of(handed.part()))));
        give(new Step(Kind.BROWSER_PROFILE, id, ProfileText.value(Owner.BROWSER, id, now, reached)));
    }

    /** What was a customer's stays theirs: they are remembered for longer than a browser. */
    @Override
    void giveForgotten(String id) {
        give(new Step(Kind.BROWSER_PROFILE, id, null));
    }
}
