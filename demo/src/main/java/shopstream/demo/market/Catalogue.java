package shopstream.demo.market;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What the shop sells, and how much each of it is liked: within a line the popular few sell most, as Zipf found. */
public final class Catalogue {

    private static final double ZIPF_EXPONENT = 0.9;

    private final List<ProductLine> lines;
    private final List<Product> products;
    private final List<List<Product>> byLine;
    private final List<Draw> popularity;

    private Catalogue(List<ProductLine> lines, List<Product> products, List<List<Product>> ranked) {
        this.lines = lines;
        this.products = products;
        this.byLine = ranked;
        this.popularity = ranked.stream().map(line -> zipf(line.size())).toList();
    }

    public static Catalogue of(long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x0CA7A106);
        List<Section> sections = Section.read("products.txt");
        List<String> vendors = Section.read("vendors.txt").get(0).words("names");
        double total = sections.stream().mapToDouble(s -> s.number("share")).sum();
        List<ProductLine> lines = new ArrayList<>();
        List<Product> products = new ArrayList<>();
        List<List<Product>> ranked = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (Section section : sections) {
            int line = lines.size();
            lines.add(new ProductLine(line, section.name(), section.text("text"), section.number("share") / total));
            List<Product> ofLine = new ArrayList<>();
            for (String name : section.parted("names", "|")) {
                Product product = product(products.size(), line, name, section, vendors, codes, random);
                products.add(product);
                ofLine.add(product);
            }
            Collections.shuffle(ofLine, new Random(random.nextLong()));
            ranked.add(ofLine);
        }
        return new Catalogue(lines, products, ranked);
    }

    public List<ProductLine> lines() {
        return lines;
    }

    public List<Product> products() {
        return products;
    }

    ProductLine line(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No product line is named " + name));
    }

    /** A product of the line, the popular ones more often. */
    public Product pick(int line, RandomGenerator random) {
        return byLine.get(line).get(popularity.get(line).next(random));
    }

    /** The part of everything sold that this product has. */
    double share(Product product) {
        List<Product> line = byLine.get(product.line());
        double weight = weight(line.indexOf(product));
        return lines.get(product.line()).share()
                * weight
                / popularity.get(product.line()).total();
    }

    private static Product product(
            int index,
            int line,
            String name,
            Section section,
            List<String> vendors,
            Set<String> codes,
            RandomGenerator random) {
        String scale = Draw.evenly(section.words("scales"), random);
        String[] buy = section.text("buy").split("-");
        long buyCents = random.nextLong(Long.parseLong(buy[0]) * 100, Long.parseLong(buy[1]) * 100);
        // Prices that shops write: two thirds end in 9.
        long msrp = Math.round(buyCents * (1.35 + 0.75 * random.nextDouble()));
        long msrpCents = random.nextInt(3) < 2 ? msrp / 10 * 10 + 9 : msrp;
        String code;
        do {
            code = "S" + scale.substring(2) + "_" + random.nextInt(1000, 5000);
        } while (!codes.add(code));
        return new Product(
                index,
                code,
                name,
                line,
                scale,
                Draw.evenly(vendors, random),
                name + " in " + scale + ". " + section.text("about"),
                random.nextInt(1_500, 9_900),
                buyCents,
                msrpCents);
    }

    private static Draw zipf(int size) {
        double[] weights = new double[size];
        for (int rank = 0; rank < size; rank++) {
            weights[rank] = weight(rank);
        }
        return Draw.byWeight(weights);
    }

    private static double weight(int rank) {
        return 1 / Math.pow(rank + 2, ZIPF_EXPONENT);
    }
}
