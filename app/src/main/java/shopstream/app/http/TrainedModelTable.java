package shopstream.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.learning.ModelLife;
import shopstream.recommender.models.ModelVersion;

/** The versions of the recommender's model as a page shows them: which one answers, and how good each was on what it had not seen. */
public final class TrainedModelTable {
    private TrainedModelTable() {}

    /** One row a version, the newest first. */
    public static List<Map<String, Object>> of(ModelLife models) {
        return models.versions().stream()
                .map(version -> row(version, models.chosen()))
                .toList();
    }

    private static Map<String, Object> row(ModelVersion version, Optional<String> chosen) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("version", version.version());
        row.put("state", state(version, chosen));
        row.put("trained", version.trained().toString());
        row.put("dataTo", version.origin().last().toString());
        Map<String, String> metrics = new LinkedHashMap<>();
        metrics.put("HR@20", figure(version.quality().hitRate()));
        metrics.put("MRR@20", figure(version.quality().reciprocalRank()));
        metrics.put("MRR@20 of the lists alone", figure(version.merged().reciprocalRank()));
        version.taste().ifPresent(taste -> metrics.put("MRR@20 of taste alone", figure(taste.reciprocalRank())));
        row.put("metrics", metrics);
        return row;
    }

    private static String state(ModelVersion version, Optional<String> chosen) {
        if (chosen.filter(version.version()::equals).isPresent()) {
            return "in use";
        }
        return version.shortcoming().isPresent() ? "not used: worse" : "kept";
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
