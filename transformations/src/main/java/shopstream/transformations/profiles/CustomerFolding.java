package shopstream.transformations.profiles;

import java.util.Map;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import shopstream.eventlog.profiles.CustomerProfile;
import shopstream.eventlog.profiles.ProfileBytes;
import shopstream.eventlog.profiles.ProfileBytes.Taken;
import shopstream.eventlog.profiles.ProfileText;
import shopstream.eventlog.profiles.ProfileText.Owner;
import shopstream.transformations.profiles.Step.Kind;

/** Folds events and what browsers hand over into the profiles of customers. */
final class CustomerFolding extends Folding<CustomerProfile> {
    private static final long serialVersionUID = 1;

    CustomerFolding(StreamOperatorParameters<Step> parameters) {
        super(parameters);
    }

    @Override
    CustomerProfile fold(CustomerProfile profile, Step step) {
        if (step.is(Kind.PART)) {
            return profile.with(ProfileBytes.part(step.content));
        }
        if (step.is(Kind.BOUGHT)) {
            return profile.with(ProfileBytes.sale(step.content).bought());
        }
        Taken taken = ProfileBytes.taken(step.content);
        return profile.with(taken.event(), taken.taken());
    }

    @Override
    CustomerProfile unknown() {
        return CustomerProfile.UNKNOWN;
    }

    @Override
    CustomerProfile read(byte[] bytes) {
        return ProfileBytes.customer(bytes);
    }

    @Override
    byte[] bytes(CustomerProfile profile) {
        return ProfileBytes.of(profile);
    }

    @Override
    void give(String id, CustomerProfile before, CustomerProfile now, Map<Integer, Long> reached) {
        give(new Step(Kind.CUSTOMER_PROFILE, id, ProfileText.value(Owner.CUSTOMER, id, now, reached)));
    }

    @Override
    void giveForgotten(String id) {
        give(new Step(Kind.CUSTOMER_PROFILE, id, null));
    }
}
