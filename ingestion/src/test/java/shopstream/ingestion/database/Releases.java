package shopstream.ingestion.database;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.slf4j.LoggerFactory;

/**
 * The releases of servers that a class is tested on. MySQL is left out, with a word, where it is not at hand, and further ones
 * where thorough tests are.
 */
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(Releases.AtHand.class)
@interface Releases {
    String[] value();

    /** Those that the program treats as it does one of the others. */
    String[] further() default {};

    final class AtHand implements ArgumentsProvider, AnnotationConsumer<Releases> {
        private List<String> releases;

        @Override
        public void accept(Releases wanted) {
            releases = new ArrayList<>(List.of(wanted.value()));
            if (!System.getProperty("test.left.out", "").contains("thorough")) {
                releases.addAll(List.of(wanted.further()));
            }
        }

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return releases.stream()
                    .filter(release -> {
                        boolean atHand = !release.equals(MySql.RELEASE) || MySql.isAtHand();
                        if (!atHand) {
                            LoggerFactory.getLogger(Releases.class).warn("Skipped: {}", MySql.MISSING);
                        }
                        return atHand;
                    })
                    .map(Arguments::of);
        }
    }
}
