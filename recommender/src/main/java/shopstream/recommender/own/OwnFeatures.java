package shopstream.recommender.own;

import java.util.List;
import java.util.function.Function;

/** What a shop's own recommenders take of its products and customers, all of them together. */
public record OwnFeatures(FeatureRows products, FeatureRows customers) {
    /** Nothing yet, of what they declare. */
    public static OwnFeatures of(List<OwnDeclaration> declared) {
        return new OwnFeatures(
                rows(declared, OwnDeclaration::productColumns), rows(declared, OwnDeclaration::customerColumns));
    }

    private static FeatureRows rows(List<OwnDeclaration> declared, Function<OwnDeclaration, List<String>> columns) {
        return new FeatureRows(declared.stream()
                .flatMap(each -> columns.apply(each).stream())
                .distinct()
                .sorted()
                .toList());
    }
}
