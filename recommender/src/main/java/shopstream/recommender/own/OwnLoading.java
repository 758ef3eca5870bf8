package shopstream.recommender.own;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import shopstream.contracts.yaml.Problems;

/** Makes ready what a shop has declared. */
public final class OwnLoading {
    private OwnLoading() {}

    /**
     * Loads one; empty where anything in its files is wrong, which is told.
     *
     * @param products what is known of products, now and while it is asked; likewise of customers
     */
    public static Optional<OwnRecommender> load(
            OwnDeclaration declared, FeatureRows products, FeatureRows customers, Problems problems) {
        String version = declared.name() + "-" + checksum(declared.files());
        if (declared instanceof OwnDeclaration.TwoTowers towers) {
            return TwoTowers.open(towers, version, products, customers, problems)
                    .map(OwnRecommender.class::cast);
        }
        return ReadyTableReading.read((OwnDeclaration.Table) declared, version, products, problems)
                .map(OwnRecommender.class::cast);
    }

    /** Of all that the files hold; it tells versions apart, and is no proof against anybody. */
    private static String checksum(List<Path> files) {
        CRC32 sum = new CRC32();
        for (Path file : files) {
            try (InputStream content = new CheckedInputStream(Files.newInputStream(file), sum)) {
                content.transferTo(OutputStream.nullOutputStream());
            } catch (IOException unreadable) {
                // Whoever loads it says so.
                sum.update(0);
            }
        }
        return String.format("%08x", sum.getValue());
    }
}
