package shopstream.app.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shopstream.warehouse.questions.BadParameter;

class ReadableQueryTest {

    @ParameterizedTest
    @ValueSource(strings = {"by=region%zz", "region=Europe&by=country%", "product=%00", "%zz=1"})
    void aBrokenEscapeIsRefused(String query) {
        assertThatThrownBy(() -> ReadableQuery.require(query))
                .isInstanceOf(BadParameter.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void everythingElseIsRead() {
        assertThatCode(() -> {
                    ReadableQuery.require(null);
                    ReadableQuery.require("");
                    ReadableQuery.require("country=C%C3%B4te%20d%27Ivoire&by=region");
                })
                .doesNotThrowAnyException();
    }
}
