package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": [1, null, true]} | {\"a\":[1,null,true]}",
                "1 | 1",
                "1.0 | 1.0",
                "12.50 | 12.5",
                "1e7 | 10000000",
                "10000000.0 | 10000000",
                "-9223372036854775808 | -9223372036854775808",
                "18446744073709551615 | 18446744073709551615",
                "9007199254740993 | 9007199254740993",
                "1e20 | 1.0E20",
                "100000000000000000000 | 1.0E20",
                "1e300 | 1.0E300",
                "1e-7 | 1.0E-7",
                "9.99999999999999954748111825886258685613938723690807819366455078125E-8 | 1.0E-7",
                "5.6843418860808e-14 | 5.6843418860808E-14",
                "0.000000000000056843418860808002247915457870061113412342955475420325228697038255631923675537109375 | 5.6843418860808E-14",
                "12345678901234567890.0123456789 | 12345678901234567890.0123456789",
            })
    void numbersAndBlanksHaveOneSpelling(String text, String one) {
        assertThat(JsonText.of(text)).isEqualTo(one);
    }

    @Test
    void textIsWrittenWithTheFewestEscapes() {
        assertThat(JsonText.of("{\"\\u00e9\\/\": \"a\\\"\\n€\"}")).isEqualTo("{\"é/\":\"a\\\"\\n€\"}");
        assertThat(JsonText.of("\"\"")).isEqualTo("\"\"");
    }

    @Test
    void whatIsNoJsonStaysAsItIs() {
        assertThat(JsonText.of("{\"a\": ")).isEqualTo("{\"a\": ");
        assertThat(JsonText.of(null)).isNull();
    }
}
