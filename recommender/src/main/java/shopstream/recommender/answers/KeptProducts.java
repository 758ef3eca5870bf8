package shopstream.recommender.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.recommender.live.Product;

/** A list of products in a file, for when nothing else is known, as at a start without the log. */
public final class KeptProducts {
    private static final Logger LOG = LoggerFactory.getLogger(KeptProducts.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private volatile List<Product> products;

    /** @param file which need not be there; one that cannot be read is as if it were not */
    public KeptProducts(Path file) {
        this.file = file;
        this.products = read(file);
    }

    public List<Product> products() {
        return products;
    }

    /** Writes others down. Where that fails, the file stays as it was. */
    public void keep(List<Product> newer) {
        if (newer.isEmpty() || newer.equals(products)) {
            return;
        }
        products = List.copyOf(newer);
        ArrayNode list = JSON.createArrayNode();
        for (Product product : newer) {
            ObjectNode node = list.addObject().put("id", product.id()).put("name", product.name());
            product.category().ifPresent(text -> node.put("category", text));
            product.price().ifPresent(price -> node.put("price", price.toPlainString()));
            product.image().ifPresent(text -> node.put("image", text));
            product.url().ifPresent(text -> node.put("url", text));
            product.brand().ifPresent(text -> node.put("brand", text));
            product.cost().ifPresent(cost -> node.put("cost", cost.toPlainString()));
            product.since().ifPresent(begin -> node.put("since", begin.toString()));
            product.variantOf().ifPresent(text -> node.put("variantOf", text));
        }
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(beside, JSON.writeValueAsBytes(list));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            LOG.warn("Popular products cannot be written to {}: {}", file, full.getMessage());
        }
    }

    private static List<Product> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Product> products = new ArrayList<>();
        try {
            for (JsonNode node : JSON.readTree(Files.readAllBytes(file))) {
                products.add(new Product(
                        node.path("id").asText(),
                        node.path("name").asText(),
                        text(node, "category"),
                        text(node, "price").map(BigDecimal::new),
                        true,
                        text(node, "image"),
                        text(node, "url"),
                        text(node, "brand"),
                        text(node, "cost").map(BigDecimal::new),
                        text(node, "since").map(Instant::parse),
                        text(node, "variantOf")));
            }
        } catch (IOException | NumberFormatException | DateTimeException damaged) {
            LOG.warn("Popular products cannot be read from {}: {}", file, damaged.getMessage());
            return List.of();
        }
        return products;
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }
}
