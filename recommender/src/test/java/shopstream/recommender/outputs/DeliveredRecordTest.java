package shopstream.recommender.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import shopstream.recommender.outputs.DeliveredRecord.Browsed;
import shopstream.recommender.outputs.DeliveredRecord.Near;
import shopstream.recommender.outputs.DeliveredRecord.Recommended;
import shopstream.recommender.outputs.DeliveredRecord.Similar;

class DeliveredRecordTest {
    /** What the course's own pipeline delivered. */
    private static final Path OF_THE_COURSE =
            Path.of("..", "..", "shared", "data", "lab", "delivery-stream-one-record.json");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theCoursesOwnRecordIsWrittenAsItIs() throws IOException {
        assumeThat(OF_THE_COURSE)
                .as("the course's record, which is not part of this project")
                .exists();
        JsonNode theirs = JSON.readTree(Files.readString(OF_THE_COURSE));

        JsonNode ours = JSON.readTree(asOurs(theirs).line());

        assertThat(ours).isEqualTo(theirs);
        assertThat(names(ours)).isEqualTo(names(theirs));
    }

    private static DeliveredRecord asOurs(JsonNode theirs) {
        List<Browsed> browsed = new ArrayList<>();
        theirs.get("browse_history")
                .forEach(each -> browsed.add(new Browsed(
                        each.get("product_code").asText(),
                        each.get("quantity").asInt(),
                        each.get("in_shopping_cart").asBoolean())));
        List<Recommended> recommended = new ArrayList<>();
        theirs.get("recommended_items")
                .forEach(each -> recommended.add(new Recommended(
                        each.get("id").asText(), each.get("score").asDouble())));
        JsonNode similar = theirs.get("similar_items");
        List<Near> near = new ArrayList<>();
        similar.get("similar_items")
                .forEach(each -> near.add(
                        new Near(each.get("id").asText(), each.get("distance").asDouble())));
        return new DeliveredRecord(
                theirs.get("session_id").asText(),
                theirs.get("customer_number").asText(),
                new CustomerDetails(
                        Optional.of(theirs.get("city").asText()),
                        Optional.of(theirs.get("country").asText()),
                        // As a database has it, with decimals.
                        Optional.of(new BigDecimal(theirs.get("credit_limit").asText() + ".00"))),
                browsed,
                recommended,
                new Similar(Optional.of(similar.get("product_code").asText()), near));
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static DeliveredRecord bare(String customer, CustomerDetails details) {
        return new DeliveredRecord(
                "a visit", customer, details, List.of(), List.of(), new Similar(Optional.empty(), List.of()));
    }

    @Test
    void aRecordHasAllFieldsWhateverIsNotKnown() {
        assertThat(bare("7", CustomerDetails.NONE).line())
                .isEqualTo("{\"session_id\":\"a visit\",\"customer_number\":7,\"city\":null,\"country\":null,"
                        + "\"credit_limit\":null,\"browse_history\":[],\"recommended_items\":[],"
                        + "\"similar_items\":{\"product_code\":null,\"similar_items\":[]}}");
    }

    @Test
    void aCustomerThatIsNoNumberStaysTheTextThatItIs() throws IOException {
        TreeMap<String, String> written = new TreeMap<>();
        for (String customer : List.of("0", "7", "007", "-7", "+7", "c7", "12345678901234567890", "1e3")) {
            JsonNode number =
                    JSON.readTree(bare(customer, CustomerDetails.NONE).line()).get("customer_number");
            written.put(customer, number.toString());
        }
        assertThat(written)
                .containsEntry("0", "0")
                .containsEntry("7", "7")
                .containsEntry("007", "\"007\"")
                .containsEntry("-7", "\"-7\"")
                .containsEntry("+7", "\"+7\"")
                .containsEntry("c7", "\"c7\"")
                .containsEntry("12345678901234567890", "\"12345678901234567890\"")
                .containsEntry("1e3", "\"1e3\"");
    }

    @Test
    void aLimitIsANumberInFullAndWithoutEmptyDecimals() {
        for (String[] limit :
                new String[][] {{"60000.00", "60000"}, {"0", "0"}, {"12.50", "12.5"}, {"6E+4", "60000"}}) {
            CustomerDetails details =
                    new CustomerDetails(Optional.empty(), Optional.empty(), Optional.of(new BigDecimal(limit[0])));
            assertThat(bare("7", details).line()).contains("\"credit_limit\":" + limit[1] + ",");
        }
    }

    @Test
    void whoSendsALineOnKnowsWhoseItIsAndWhatIsRecommended() throws IOException {
        String line = new DeliveredRecord(
                        "s",
                        "c\n7",
                        CustomerDetails.NONE,
                        List.of(),
                        List.of(new Recommended("P1", 1), new Recommended("P2", 0.25)),
                        new Similar(Optional.empty(), List.of()))
                .line();

        assertThat(line).doesNotContain("\n");
        DeliveredLine read = DeliveredLine.of(line);
        assertThat(read.customer()).isEqualTo("c\n7");
        assertThat(read.text()).isEqualTo(line);
        assertThat(read.recommended()).containsExactly(new Recommended("P1", 1), new Recommended("P2", 0.25));
    }
}
