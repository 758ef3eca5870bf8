package shopstream.warehouse.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.SampleMarts;

/** What is said about currencies and rates that cannot be. */
class RatesTest {

    private static final String DECLARED = """
            currency: USD
            amounts-in: currency
            rates: {seed: rates, currency: currency, day: day, rate: rate}
            """;

    private static final Seed RIGHT = SampleMarts.rates(List.of(List.of("EUR", "2026-04-01", "1.10")));

    @TempDir
    Path directory;

    private List<String> problems(String declared, Seed rates) throws IOException {
        String shipped = Files.readString(SampleMarts.DASHBOARDS.resolve("sales.yaml"));
        Files.writeString(directory.resolve("sales.yaml"), shipped.replace("currency: USD\n", declared));
        var problems = new Problems();
        List<Dashboard> dashboards = Dashboards.read(directory, problems);
        Dashboards.check(
                dashboards,
                SampleMarts.IN_CURRENCIES,
                List.of(SampleMarts.REGIONS, SampleMarts.campaigns(List.of()), rates),
                problems);
        return problems.all().stream()
                .map(problem -> problem.place().file().getFileName() + ":"
                        + problem.place().line() + " " + problem.message() + " → " + problem.nextStep())
                .toList();
    }

    private List<String> rows(String... fields) throws IOException {
        return problems(DECLARED, SampleMarts.rates(List.of(RIGHT.rows().get(0), Arrays.asList(fields))));
    }

    @Test
    void ratesThatCanBeReadAreRight() throws IOException {
        assertThat(problems(DECLARED, RIGHT)).isEmpty();
        assertThat(rows("JPY", "2026-04-01", "0.000000000001")).isEmpty();
        assertThat(rows("USD", "2026-04-01", "1.0")).isEmpty();
    }

    @Test
    void anUnknownSeedOrColumnIsNamedWithTheNearest() throws IOException {
        assertThat(problems(DECLARED.replace("seed: rates", "seed: rate"), RIGHT))
                .singleElement()
                .asString()
                .matches("sales.yaml:\\d+ There is no seed \"rate\" → Did you mean rates\\?");
        assertThat(problems(DECLARED.replace("day: day", "day: days"), RIGHT))
                .singleElement()
                .asString()
                .contains("The seed rates has no column \"days\"", "Did you mean day?");
        assertThat(problems(DECLARED.replace("amounts-in: currency", "amounts-in: curency"), RIGHT))
                .isNotEmpty()
                .allMatch(problem -> problem.contains("\"curency\"") && problem.contains("Did you mean currency?"));
    }

    @Test
    void oneOfCurrencyAndRatesWithoutTheOtherIsRefused() throws IOException {
        assertThat(problems("currency: USD\namounts-in: currency\n", RIGHT))
                .singleElement()
                .asString()
                .contains("several currencies and no rates", "Add `rates:");
        assertThat(problems(DECLARED.replace("amounts-in: currency\n", ""), RIGHT))
                .singleElement()
                .asString()
                .contains("does not say which currency", "Add `amounts-in:`");
    }

    @Test
    void aCurrencyThatIsNoneIsRefused() throws IOException {
        assertThat(rows("EURO", "2026-04-01", "1.10"))
                .singleElement()
                .asString()
                .startsWith("rates.csv:3 \"EURO\" is not a currency")
                .contains("ISO 4217");
        assertThat(problems(DECLARED.replace("currency: USD", "currency: DOLLAR"), RIGHT))
                .singleElement()
                .asString()
                .contains("sales.yaml", "\"DOLLAR\" is not a currency");
    }

    @Test
    void aRateIsAPositiveDecimal() throws IOException {
        for (String rate :
                Arrays.asList("0", "-1.1", "1,10", "1e3", "NaN", "", null, "0.0000000000001", "12345678901")) {
            assertThat(rows("EUR", "2026-05-01", rate))
                    .as(String.valueOf(rate))
                    .singleElement()
                    .asString()
                    .startsWith("rates.csv:3 The rate is \"")
                    .contains("positive decimal");
        }
    }

    @Test
    void theDayOfARateIsADay() throws IOException {
        for (String day : Arrays.asList("01.05.2026", "2026-02-29", "05-01", "0026-05-01", null)) {
            assertThat(rows("EUR", day, "1.10"))
                    .as(String.valueOf(day))
                    .singleElement()
                    .asString()
                    .startsWith("rates.csv:3 The day of a rate is \"");
        }
    }

    @Test
    void aCurrencyHasOneRateADay() throws IOException {
        assertThat(rows("EUR", "2026-04-01", "1.11"))
                .singleElement()
                .asString()
                .startsWith("rates.csv:3 There are two rates of EUR on 2026-04-01, the first on line 2");
    }

    @Test
    void theCurrencyOfTheFiguresHasNoOtherRateThanOne() throws IOException {
        assertThat(rows("USD", "2026-04-01", "1.5"))
                .singleElement()
                .asString()
                .startsWith("rates.csv:3 One USD is 1.5 USD");
    }
}
