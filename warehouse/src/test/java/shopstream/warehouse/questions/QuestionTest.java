package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.warehouse.SampleMarts;
import shopstream.warehouse.dashboards.Dashboard;

class QuestionTest {

    private static final Dashboard SALES = SampleMarts.salesDashboard();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T22:30:00Z"), ZoneOffset.UTC);

    private static Question parse(String... nameAndValue) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (int i = 0; i < nameAndValue.length; i += 2) {
            parameters.computeIfAbsent(nameAndValue[i], n -> new ArrayList<>()).add(nameAndValue[i + 1]);
        }
        return Question.parse(SALES, parameters, ZoneOffset.UTC, CLOCK);
    }

    private static BadParameter refused(String... nameAndValue) {
        return catchThrowableOfType(BadParameter.class, () -> parse(nameAndValue));
    }

    @Test
    void theDefaultRangeIsThirtyWholeDaysOfTheZoneTodayTheLast() {
        assertThat(parse().from()).isEqualTo("2026-03-12T00:00:00Z");
        assertThat(parse().to()).isEqualTo("2026-04-11T00:00:00Z");
        Question berlin = parse("zone", "Europe/Berlin");
        assertThat(berlin.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(berlin.from()).isEqualTo("2026-03-12T23:00:00Z");
        assertThat(berlin.to()).isEqualTo("2026-04-11T22:00:00Z");
    }

    @Test
    void boundsAreDatesOfTheZoneOrInstants() {
        Question question = parse("from", "2026-03-29", "to", "2026-03-30T00:00:00+02:00", "zone", "Europe/Berlin");
        assertThat(question.from()).isEqualTo("2026-03-28T23:00:00Z");
        assertThat(question.to()).isEqualTo("2026-03-29T22:00:00Z");
    }

    @Test
    void equalQuestionsAreEqualHoweverTheyAreWritten() {
        assertThat(parse("region", "NA", "region", "EMEA", "by", "region", "by", "category"))
                .isEqualTo(parse("by", "region,category", "region", "EMEA", "region", "NA"));
    }

    @Test
    void aBadParameterIsNamedWithItsValueAndWhatIsAllowed() {
        assertThat(refused("regoin", "EMEA"))
                .hasMessage("There is no parameter \"regoin\"; did you mean region?")
                .returns("regoin", BadParameter::name)
                .returns("EMEA", BadParameter::value);
        assertThat(refused("by", "region,colour"))
                .returns("by", BadParameter::name)
                .returns("colour", BadParameter::value);
        assertThat(refused("grain", "week").allowed()).isEqualTo("total, day, hour");
        assertThat(refused("zone", "Europe/Berlim")).hasMessageContaining("Europe/Berlin");
        assertThat(refused("from", "yesterday").allowed()).contains("2026-03-01");
        assertThat(refused("from", "2026-04-10", "to", "2026-04-10")).hasMessageContaining("empty");
        assertThat(refused("from", "-999999999-01-01T00:00:00Z")).isNotNull();
        assertThat(refused("grain", "hour", "from", "2020-01-01")).hasMessageContaining("days");
    }
}
