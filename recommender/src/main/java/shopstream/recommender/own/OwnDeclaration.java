package shopstream.recommender.own;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import shopstream.contracts.yaml.Place;

/** A recommender of the shop's own, as a file in {@code recommenders} declares it. */
public sealed interface OwnDeclaration {
    /** That of its file; placements name it. */
    String name();

    Place place();

    /** All files that it is made of, beside its declaration. */
    List<Path> files();

    /** The columns of the products that it takes. */
    List<String> productColumns();

    /** The columns of the customers that it takes. */
    List<String> customerColumns();

    /** How near a user's vector and a product's are. */
    enum Similarity {
        INNER_PRODUCT,
        COSINE
    }

    /** A model of two towers, which give vectors of one length for a user and for a product. */
    record TwoTowers(String name, TowerDeclaration user, TowerDeclaration item, Similarity similarity, Place place)
            implements OwnDeclaration {
        @Override
        public List<Path> files() {
            List<Path> files = new ArrayList<>();
            for (TowerDeclaration tower : List.of(user, item)) {
                files.add(tower.model());
                tower.inputs().forEach(input -> input.vocabulary().ifPresent(files::add));
            }
            return files.stream().distinct().toList();
        }

        @Override
        public List<String> productColumns() {
            return columns(item, TowerFeature.Kind.PRODUCT_COLUMN);
        }

        @Override
        public List<String> customerColumns() {
            return columns(user, TowerFeature.Kind.CUSTOMER_COLUMN);
        }

        private static List<String> columns(TowerDeclaration tower, TowerFeature.Kind kind) {
            TreeSet<String> columns = new TreeSet<>();
            tower.inputs().stream()
                    .map(TowerDeclaration.Input::feature)
                    .filter(feature -> feature.kind() == kind)
                    .forEach(feature -> columns.add(feature.column()));
            return List.copyOf(columns);
        }
    }

    /**
     * Recommendations that were worked out elsewhere: a row for each customer and product.
     *
     * @param file its name ends with .csv or .jsonl
     * @param customer the column, or the key, with a customer's id
     * @param product with a product's id
     * @param order with what puts a customer's products in order; without it they are in that of the file
     */
    record Table(String name, Path file, String customer, String product, Optional<Order> order, Place place)
            implements OwnDeclaration {
        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public List<String> productColumns() {
            return List.of();
        }

        @Override
        public List<String> customerColumns() {
            return List.of();
        }
    }

    /** A column with numbers. @param highestFirst whether more is better, as with a score; a rank is better the lower it is */
    record Order(String column, boolean highestFirst) {}
}
