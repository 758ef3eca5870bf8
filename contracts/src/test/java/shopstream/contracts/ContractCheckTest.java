package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractCheckTest extends CheckedColumns {
    @Test
    void decimalsHaveTheColumnsScaleAndAreNeverRounded() {
        ColumnType money = new ColumnType.Decimal(10, 2);
        assertThat(cell(money, new BigDecimal("95.7"))).isEqualTo("\"95.70\"");
        assertThat(cell(money, new BigDecimal("95.700"))).isEqualTo("\"95.70\"");
        assertThat(cell(money, new BigDecimal("1E+3"))).isEqualTo("\"1000.00\"");
        assertThat(cell(money, 7)).isEqualTo("\"7.00\"");
        assertThat(cell(money, 0.1f)).isEqualTo("\"0.10\"");
        assertThat(cell(money, new BigDecimal("-99999999.99"))).isEqualTo("\"-99999999.99\"");
        assertThat(cell(money, new BigDecimal("0.00000"))).isEqualTo("\"0.00\"");
        assertThat(broken(money, new BigDecimal("95.701"))).isEqualTo("type");
        assertThat(broken(money, new BigDecimal("100000000.00"))).isEqualTo("type");
        assertThat(broken(money, new BigDecimal("1E+1000000000"))).isEqualTo("type");
        assertThat(broken(money, new BigDecimal("1E-1000000000"))).isEqualTo("type");
        assertThat(broken(money, Double.NaN)).isEqualTo("type");
        assertThat(broken(money, Float.POSITIVE_INFINITY)).isEqualTo("type");
        assertThat(broken(money, "95.70")).isEqualTo("type");
    }

    @Test
    void wholeNumbersKeepToTheirWidth() {
        assertThat(cell(new ColumnType.Whole(32), Integer.MIN_VALUE)).isEqualTo("-2147483648");
        assertThat(cell(new ColumnType.Whole(64), Long.MAX_VALUE)).isEqualTo("9223372036854775807");
        assertThat(cell(new ColumnType.Whole(64), new BigDecimal("12.00"))).isEqualTo("12");
        assertThat(cell(new ColumnType.Whole(16), (short) 5)).isEqualTo("5");
        assertThat(broken(new ColumnType.Whole(32), 2147483648L)).isEqualTo("type");
        assertThat(broken(new ColumnType.Whole(16), 32768)).isEqualTo("type");
        assertThat(broken(new ColumnType.Whole(64), new BigInteger("9223372036854775808")))
                .isEqualTo("type");
        assertThat(broken(new ColumnType.Whole(64), new BigDecimal("12.5"))).isEqualTo("type");
        assertThat(broken(new ColumnType.Whole(64), "12")).isEqualTo("type");
    }

    @Test
    void zonelessTimesAreInTheSourcesZoneAndTheAutumnHourIsTheEarlierOne() {
        ColumnType moment = new ColumnType.Moment(6);
        assertThat(cell(moment, LocalDateTime.of(2005, 5, 31, 12, 0))).isEqualTo("\"2005-05-31T10:00:00Z\"");
        assertThat(cell(moment, LocalDate.of(2005, 1, 31))).isEqualTo("\"2005-01-30T23:00:00Z\"");
        assertThat(cell(moment, LocalDateTime.of(2025, 10, 26, 2, 30))).isEqualTo("\"2025-10-26T00:30:00Z\"");
        assertThat(cell(moment, Instant.parse("2005-05-31T10:00:00.123456Z")))
                .isEqualTo("\"2005-05-31T10:00:00.123456Z\"");
        assertThat(cell(moment, OffsetDateTime.of(2005, 5, 31, 12, 0, 0, 500_000_000, ZoneOffset.ofHours(2))))
                .isEqualTo("\"2005-05-31T10:00:00.500Z\"");
        assertThat(broken(moment, Instant.parse("2005-05-31T10:00:00.123456789Z")))
                .isEqualTo("type");
        assertThat(broken(moment, Instant.MAX)).isEqualTo("type");
        assertThat(broken(moment, LocalDateTime.MAX)).isEqualTo("type");
        assertThat(broken(moment, "2005-05-31")).isEqualTo("type");
        assertThat(broken(new ColumnType.Moment(0), Instant.parse("2005-05-31T10:00:00.5Z")))
                .isEqualTo("type");
    }

    @Test
    void aContractsOwnZoneGoesBeforeTheSources() {
        Contract inUtc =
                contract(Optional.of(ZoneId.of("Etc/UTC")), column("value", new ColumnType.Moment(6), 0, Rules.NONE));
        Verdict verdict = new ContractCheck(inUtc, BERLIN).check(row(LocalDateTime.of(2005, 5, 31, 12, 0)), ORIGIN);
        assertThat(value(verdict)).contains("\"2005-05-31T12:00:00Z\"");
    }

    @Test
    void daysAndFlags() {
        assertThat(cell(new ColumnType.Day(), LocalDate.of(2005, 5, 31))).isEqualTo("\"2005-05-31\"");
        assertThat(cell(new ColumnType.Day(), LocalDateTime.of(2005, 5, 31, 0, 0)))
                .isEqualTo("\"2005-05-31\"");
        assertThat(broken(new ColumnType.Day(), LocalDateTime.of(2005, 5, 31, 0, 1)))
                .isEqualTo("type");
        assertThat(broken(new ColumnType.Day(), LocalDate.MAX)).isEqualTo("type");
        assertThat(cell(new ColumnType.Flag(), true)).isEqualTo("true");
        assertThat(cell(new ColumnType.Flag(), (short) 0)).isEqualTo("false");
        assertThat(broken(new ColumnType.Flag(), 2)).isEqualTo("type");
        assertThat(broken(new ColumnType.Flag(), "true")).isEqualTo("type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Norway  ",
                "\"quoted\" \\ back",
                "tab\tline\nreturn\r null\u0000 bell\u0007",
                "Ørsted Çelik Ωmega 日本語",
                "🛒 emoji",
                "\u007f \u0080 \u07ff \u0800 \uffff"
            })
    void anyTextComesOutAsItWentIn(String text) throws IOException {
        String json = value(checked(new ColumnType.Text(100), Rules.NONE, text));
        JsonNode read = new ObjectMapper().readTree(json);
        assertThat(read.get("value").textValue()).isEqualTo(text);
    }

    @Test
    void lengthsCountCharactersAsPeopleDo() {
        assertThat(broken(new ColumnType.Text(3), "abcd")).isEqualTo("maxLength");
        assertThat(cell(new ColumnType.Text(2), "🛒🛒")).isEqualTo("\"🛒🛒\"");
        assertThat(broken(new ColumnType.Text(10), "half \ud83d")).isEqualTo("type");
        assertThat(broken(new ColumnType.Text(10), new byte[] {1})).isEqualTo("type");
    }

    @Test
    void everyRuleHasItsName() {
        Rules range = rules(Optional.of(BigDecimal.ONE), true, Optional.of(BigDecimal.TEN), false);
        ColumnType whole = new ColumnType.Whole(64);
        assertThat(rule(whole, range, 1)).isEqualTo("minimum");
        assertThat(rule(whole, range, 2)).isNull();
        assertThat(rule(whole, range, 10)).isNull();
        assertThat(rule(whole, range, 11)).isEqualTo("maximum");
        Rules shape = new Rules(
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                OptionalInt.of(2),
                OptionalInt.of(4),
                Optional.of(Pattern.compile("[a-z]+")),
                Set.of("ab", "abc", "abcde"));
        ColumnType text = new ColumnType.Text(100);
        assertThat(rule(text, shape, "a")).isEqualTo("minLength");
        assertThat(rule(text, shape, "abcde")).isEqualTo("maxLength");
        assertThat(rule(text, shape, "ab1")).isEqualTo("pattern");
        assertThat(rule(text, shape, "xy")).isEqualTo("allowed");
        assertThat(rule(text, shape, "abc")).isNull();
        assertThat(rule(text, shape, null)).isNull();
    }

    @Test
    @Timeout(10)
    void aPatternThatWouldNeverEndRefusesTheTextInstead() {
        assertThat(rule(new ColumnType.Text(100_000), pattern("(a+)+b"), "a".repeat(5_000)))
                .isEqualTo("pattern");
        assertThat(rule(new ColumnType.Text(100_000), pattern("(a|b)*"), "ab".repeat(40_000)))
                .isIn("pattern", null);
        assertThat(rule(new ColumnType.Text(100_000), pattern("[a-z ]*"), "plain words ".repeat(4_000)))
                .isNull();
    }

    @Test
    void aDayWithoutATimeIsADayOfTheShopWhateverZoneTimesAreIn() {
        Contract contract = contract(
                        Optional.of(ZoneId.of("UTC")), column("value", new ColumnType.Moment(3), 0, Rules.NONE))
                .withDaysIn(ZoneId.of("America/New_York"));
        var check = new ContractCheck(contract, BERLIN);
        assertThat(valueOf(check, LocalDate.of(2026, 3, 9))).contains("\"2026-03-09T04:00:00Z\"");
        assertThat(valueOf(check, LocalDateTime.of(2026, 3, 9, 0, 0))).contains("\"2026-03-09T00:00:00Z\"");
    }

    @Test
    void aTimeToldTwiceInAutumnIsTheEarlierAndOneSkippedInSpringTheLater() {
        var moment = new ColumnType.Moment(3);
        assertThat(cell(moment, LocalDateTime.of(2026, 10, 25, 2, 30))).isEqualTo("\"2026-10-25T00:30:00Z\"");
        assertThat(cell(moment, LocalDateTime.of(2026, 3, 29, 2, 30))).isEqualTo("\"2026-03-29T01:30:00Z\"");
    }

    private static String valueOf(ContractCheck check, Object value) {
        return new String(((Accepted) check.check(row(value), ORIGIN)).value(), StandardCharsets.UTF_8);
    }
}
