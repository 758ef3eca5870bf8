package shopstream.recommender.outputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import shopstream.recommender.outputs.DeliveredRecord.Recommended;

/**
 * A record of a delivery as it was made up, and what of it those need to know who send it on.
 *
 * @param text the record as one line of JSON
 * @param recommended the best first
 */
public record DeliveredLine(String customer, String text, List<Recommended> recommended) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public DeliveredLine {
        recommended = List.copyOf(recommended);
    }

    /** @throws IOException when it is no record */
    static DeliveredLine of(String text) throws IOException {
        JsonNode json = JSON.readTree(text);
        if (!json.has("customer_number")) {
            throw new IOException("The line is no record of a delivery: " + text);
        }
        List<Recommended> recommended = new ArrayList<>();
        json.path("recommended_items")
                .forEach(item -> recommended.add(new Recommended(
                        item.path("id").asText(), item.path("score").asDouble())));
        return new DeliveredLine(json.path("customer_number").asText(), text, recommended);
    }
}
