package shopstream.demo.visitors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformShelfTest {
    @Test
    void whatTheAnswerSaysOfItselfIsToldAgain() {
        assertThat(
                        PlatformShelf.read(
                                "{\"recommendationId\":\"r-1\",\"source\":\"personal\",\"reason\":\"x\",\"rules\":[],"
                                        + "\"experiment\":{\"name\":\"home\",\"variant\":\"mine\"},"
                                        + "\"items\":[{\"id\":\"S10\",\"name\":\"A \\\"b\\\"\"},{\"id\":\"S12\",\"name\":\"C\"}]}"))
                .contains(new Shelf.Shown(
                        "r-1",
                        "\"recommendation_source\":\"personal\",\"experiment\":\"home\",\"experiment_variant\":\"mine\",",
                        List.of("S10", "S12")));
    }

    @Test
    void withoutProductsThereIsNothingToShow() {
        assertThat(PlatformShelf.read("{\"recommendationId\":\"r-1\",\"source\":\"static\",\"items\":[]}"))
                .isEmpty();
        assertThat(PlatformShelf.read("<html>")).isEmpty();
    }
}
