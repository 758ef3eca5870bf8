package shopstream.warehouse.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.contracts.yaml.Place;

class MeasureGrammarTest {

    private static final Place PLACE = new Place(Path.of("sales.yaml"), 1);
    private static final Measure REVENUE = measure("revenue", "sum(amount)", Measure.Unit.CURRENCY);
    private static final Measure UNITS = measure("units", "sum(quantity)", Measure.Unit.COUNT);

    private static Measure measure(String name, String expression, Measure.Unit unit) {
        return new Measure(name, name, expression, unit, 2, "", PLACE);
    }

    private static List<String> parts(Optional<String> rate, Measure measure) {
        var parts = new ArrayList<Part>();
        new MeasureGrammar(
                        Map.of("revenue", REVENUE, "units", UNITS, measure.name(), measure),
                        "entity",
                        m -> (table, column) -> column,
                        rate,
                        parts)
                .formula(measure);
        return parts.stream().map(Part::total).toList();
    }

    private static List<String> rated(String expression, Measure.Unit unit) {
        return parts(Optional.of("r"), measure("m", expression, unit));
    }

    @Test
    void withoutCurrenciesNothingIsConverted() {
        assertThat(parts(Optional.empty(), measure("m", "sum(amount) / count(distinct entity)", Measure.Unit.CURRENCY)))
                .containsExactly("coalesce(sum(amount), 0)", "count(DISTINCT entity)");
    }

    @Test
    void aSumOfAmountsIsConvertedAndACountIsNot() {
        assertThat(rated("sum(amount) - 0.5 * sum(cost)", Measure.Unit.CURRENCY))
                .containsExactly("coalesce(sum((amount) * (r)), 0)", "coalesce(sum((cost) * (r)), 0)");
        assertThat(rated("sum(quantity)", Measure.Unit.COUNT)).containsExactly("coalesce(sum(quantity), 0)");
    }

    @Test
    void whatAnAmountIsSpreadOverIsOfTheSameRowsAndNotConverted() {
        assertThat(rated("revenue / units", Measure.Unit.CURRENCY))
                .isEqualTo(rated("sum(amount) / sum(quantity)", Measure.Unit.CURRENCY))
                .containsExactly(
                        "coalesce(sum((amount) * (r)), 0)",
                        "coalesce(sum(CASE WHEN (r) IS NOT NULL THEN quantity END), 0)");
        assertThat(rated("revenue / count(distinct entity)", Measure.Unit.CURRENCY))
                .contains("count(DISTINCT CASE WHEN (r) IS NOT NULL THEN entity END)");
    }

    @Test
    void aRatioOfMeasuresTakesEachAsItIs() {
        assertThat(rated("revenue / units", Measure.Unit.NUMBER))
                .containsExactly("coalesce(sum((amount) * (r)), 0)", "coalesce(sum(quantity), 0)");
    }
}
