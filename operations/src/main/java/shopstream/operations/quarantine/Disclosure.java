package shopstream.operations.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.eventlog.SetAside;

/** What may be shown of a record that was set aside: nothing that its contract calls personal, however broken it is. */
public final class Disclosure {
    /** What stands in the place of a value that is nobody's business. */
    public static final String PERSONAL = "(personal)";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Map<String, Set<String>> personal;

    private Disclosure(Map<String, Set<String>> personal) {
        this.personal = personal;
    }

    public static Disclosure of(Collection<Contract> contracts) {
        return new Disclosure(contracts.stream()
                .collect(Collectors.toMap(
                        Contract::dataset,
                        contract -> contract.columns().stream()
                                .filter(Column::personal)
                                .map(Column::name)
                                .collect(Collectors.toUnmodifiableSet()))));
    }

    private Set<String> personal(SetAside record) {
        return personal.getOrDefault(record.dataset(), Set.of());
    }

    /** The value that broke the rule. */
    public String value(SetAside record) {
        return record.value() != null && personal(record).contains(record.column()) ? PERSONAL : record.value();
    }

    /** The row. */
    public JsonNode original(SetAside record) {
        try {
            JsonNode original = JSON.readTree(record.original());
            if (original instanceof ObjectNode row) {
                personal(record).stream().filter(row::hasNonNull).forEach(column -> row.put(column, PERSONAL));
            }
            return original;
        } catch (JsonProcessingException broken) {
            return TextNode.valueOf("(unreadable)");
        }
    }
}
