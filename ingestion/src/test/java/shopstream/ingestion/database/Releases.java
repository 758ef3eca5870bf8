package shopstream.ingestion.database;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.slf4j.LoggerFactory;

/** The releases of servers that a class is tested on; MySQL is left out, with a word, where it is not at hand. */
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(Releases.AtHand.class)
@interface Releases {
    String[] value();

    final class AtHand implements ArgumentsProvider, AnnotationConsumer<Releases> {
        private String[] releases;

        @Override
        public void accept(Releases wanted) {
            releases = wanted.value();
        }

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Arrays.stream(releases)
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
